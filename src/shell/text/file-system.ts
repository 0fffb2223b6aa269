import type { IFileSystem } from 'just-bash'
import { FileFailure, type FileStatus, type Files, type Place } from '../process.ts'
import { directoryName, joinPath, resolvePath } from '../system/files/path.ts'

type FsStat = Awaited<ReturnType<IFileSystem['stat']>>
type Content = Parameters<IFileSystem['writeFile']>[1]
type Encoding = Parameters<IFileSystem['readFile']>[1]

/** What the text tools see of a machine: its files, and open descriptors under their names in /dev. */
export function fileSystem(files: Files, place: Place, streams: ReadonlyMap<string, string>): IFileSystem {
  const bytesOf = (path: string) => streams.get(path) ?? files.read(path, place)
  const status = (path: string, link: boolean): FsStat => {
    if (streams.has(path)) return fileStat({ kind: 'file', size: 0, mode: 0o600, modified: 0, inode: 0 })
    const found = files.status(path, place, link)
    if (!found) throw new FileFailure('ENOENT', path)
    return fileStat(found)
  }
  const isDirectory = (path: string) => files.status(path, place, true)?.kind === 'directory'
  const makeDirectories = (path: string): void => {
    if (isDirectory(path)) return
    makeDirectories(directoryName(path))
    files.makeDirectory(path, place)
  }
  const removeAll = (path: string): void => {
    if (isDirectory(path)) for (const name of files.list(path, place)) removeAll(joinPath(path, name))
    files.remove(path, place)
  }
  const copy = (from: string, to: string): void => {
    if (!isDirectory(from)) {
      files.write(to, files.read(from, place), place, 'truncate')
      const mode = files.status(from, place)?.mode
      if (mode !== undefined) files.setMode(to, mode & 0o777, place)
      return
    }
    makeDirectories(to)
    for (const name of files.list(from, place)) copy(joinPath(from, name), joinPath(to, name))
  }

  return {
    readFile: async (path, options) => fromBytes(bytesOf(path), options),
    readFileBuffer: async (path) => Uint8Array.from(bytesOf(path), (byte) => byte.charCodeAt(0)),
    writeFile: async (path, content, options) =>
      files.write(path, toBytes(content, options), place, 'truncate'),
    appendFile: async (path, content, options) =>
      files.write(path, toBytes(content, options), place, 'append'),
    exists: async (path) => streams.has(path) || files.kind(path, place) !== undefined,
    stat: async (path) => status(path, false),
    lstat: async (path) => status(path, true),
    mkdir: async (path, options) =>
      options?.recursive ? makeDirectories(path) : files.makeDirectory(path, place),
    readdir: async (path) => [...files.list(path, place)],
    rm: async (path, options) => {
      if (options?.force && !files.status(path, place, true)) return
      if (options?.recursive) removeAll(path)
      else files.remove(path, place)
    },
    cp: async (from, to) => copy(from, to),
    mv: async (from, to) => files.rename(from, to, place),
    resolvePath,
    getAllPaths: () => [],
    chmod: async (path, mode) => files.setMode(path, mode, place),
    symlink: async (target, path) => files.link(target, path, place, 'symbolic'),
    link: async (target, path) => files.link(target, path, place, 'hard'),
    readlink: async (path) => files.readLink(path, place),
    realpath: async (path) => path,
    utimes: async (path, _atime, mtime) => files.touch(path, mtime.getTime() * 1e6, place),
  }
}

function fileStat({ kind, mode, size, modified, inode }: FileStatus): FsStat {
  return {
    ...{ isFile: kind === 'file' || kind === 'device', isDirectory: kind === 'directory' },
    ...{ isSymbolicLink: kind === 'symlink', mode, size, ino: inode, mtime: new Date(modified / 1e6) },
  }
}

function encodingOf(options: Encoding): string {
  return (typeof options === 'string' ? options : options?.encoding) ?? 'utf8'
}

function fromBytes(bytes: string, options: Encoding): string {
  if (['latin1', 'binary'].includes(encodingOf(options))) return bytes
  return new TextDecoder().decode(Uint8Array.from(bytes, (byte) => byte.charCodeAt(0)))
}

function toBytes(content: Content, options: Encoding): string {
  if (typeof content === 'string' && ['latin1', 'binary'].includes(encodingOf(options))) return content
  return fromArray(typeof content === 'string' ? new TextEncoder().encode(content) : content)
}

function fromArray(bytes: Uint8Array): string {
  let text = ''
  for (let i = 0; i < bytes.length; i += 8192) text += String.fromCharCode(...bytes.subarray(i, i + 8192))
  return text
}
