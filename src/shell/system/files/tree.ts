import { FileFailure, type Nanoseconds } from '../../process.ts'
import type { DirectoryInode, FileInode, Inode } from './inode.ts'
import { baseName, directoryName, resolvePath } from './path.ts'

/** Linux gives up after this many symbolic links (MAXSYMLINKS). */
const MAX_LINKS = 40

/** The ordinary files of one machine, in memory. */
export class Tree {
  #numbers = 1
  readonly #now: () => Nanoseconds
  readonly root: DirectoryInode

  constructor(now: () => Nanoseconds) {
    this.#now = now
    this.root = this.newDirectory()
  }

  newDirectory(mode = 0o755): DirectoryInode {
    return { kind: 'directory', number: ++this.#numbers, mode, modified: this.#now(), entries: new Map() }
  }

  newFile(bytes = '', mode = 0o644): FileInode {
    return { kind: 'file', number: ++this.#numbers, mode, modified: this.#now(), bytes }
  }

  newNumber(): number {
    return ++this.#numbers
  }

  /** The path with every symbolic link on the way replaced; the last name's own link only if `follow`. */
  canonical(path: string, follow = true): string {
    let links = 0
    let done = '/'
    let rest = resolvePath('/', path).slice(1).split('/')
    while (rest.length > 0) {
      const name = rest.shift()!
      const next = resolvePath(done, name)
      const inode = this.#at(next)
      if (inode?.kind !== 'symlink' || (rest.length === 0 && !follow)) done = next
      else if (++links > MAX_LINKS) throw new FileFailure('ELOOP', path)
      else {
        rest = [...inode.target.split('/').filter((part) => part !== ''), ...rest]
        if (inode.target.startsWith('/')) done = '/'
      }
    }
    return done
  }

  /** The inode at a canonical path. */
  #at(path: string): Inode | undefined {
    let inode: Inode | undefined = this.root
    for (const name of path.split('/')) {
      if (name === '') continue
      if (inode?.kind !== 'directory') return undefined
      inode = inode.entries.get(name)
    }
    return inode
  }

  find(path: string, follow = true): Inode | undefined {
    return this.#at(this.canonical(path, follow))
  }

  /** As find, but says why there is nothing. */
  get(path: string, follow = true): Inode {
    const inode = this.find(path, follow)
    if (!inode) throw new FileFailure(this.#whyMissing(path), path)
    return inode
  }

  #whyMissing(path: string): 'ENOENT' | 'ENOTDIR' {
    for (let at = directoryName(path); at !== '/'; at = directoryName(at)) {
      const inode = this.find(at)
      if (inode) return inode.kind === 'directory' ? 'ENOENT' : 'ENOTDIR'
    }
    return 'ENOENT'
  }

  directory(path: string): DirectoryInode {
    const inode = this.get(path)
    if (inode.kind !== 'directory') throw new FileFailure('ENOTDIR', path)
    return inode
  }

  /** Gives an inode a name; its directory must exist. */
  attach(path: string, inode: Inode): void {
    const target = this.canonical(path, false)
    const directory = this.directory(directoryName(target))
    directory.entries.set(baseName(target), inode)
    directory.modified = this.#now()
  }

  detach(path: string): void {
    const target = this.canonical(path, false)
    this.directory(directoryName(target)).entries.delete(baseName(target))
  }

  /** A directory and all above it. */
  ensureDirectory(path: string, mode?: number): DirectoryInode {
    const found = this.find(path)
    if (found?.kind === 'directory') return found
    this.ensureDirectory(directoryName(path))
    const made = this.newDirectory(mode)
    this.attach(path, made)
    return made
  }
}
