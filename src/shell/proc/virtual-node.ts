import type { Reply } from '../../device/errno.ts'
import { type FileError, FileFailure, type Place, type VirtualTree } from '../process.ts'

/** What the kernel makes of a path, when somebody looks. */
export type Node = FileNode | DirectoryNode

export interface FileNode {
  readonly kind: 'file'
  /** Absent: write-only. An errno where the driver refuses. */
  readonly read?: () => string | FileError
  /** Absent: read-only. */
  readonly write?: (text: string) => Reply
}

export interface DirectoryNode {
  readonly kind: 'directory'
  readonly children: () => Readonly<Record<string, Node>>
}

export function file(read: () => string | FileError, write?: (text: string) => Reply): FileNode {
  return write === undefined ? { kind: 'file', read } : { kind: 'file', read, write }
}

/** A read-only file of one line. */
export function line(value: string | number): FileNode {
  return file(() => `${value}\n`)
}

export function directory(children: () => Readonly<Record<string, Node>>): DirectoryNode {
  return { kind: 'directory', children }
}

/** A tree of the kernel's, rooted at `root`; `find` gives what stands there as a process at `place` sees it. */
export function virtualTree(root: string, find: (place: Place) => Node): VirtualTree {
  const nodeAt = (path: string, place: Place): Node | undefined => {
    let node: Node | undefined = find(place)
    for (const name of path
      .slice(root.length)
      .split('/')
      .filter((part) => part !== '')) {
      if (node?.kind !== 'directory') return undefined
      const children: Readonly<Record<string, Node>> = node.children()
      node = Object.hasOwn(children, name) ? children[name] : undefined
    }
    return node
  }
  const get = (path: string, place: Place): Node => {
    const node = nodeAt(path, place)
    if (node === undefined) throw new FileFailure('ENOENT', path)
    return node
  }
  return {
    root,
    kind: (path, place) => nodeAt(path, place)?.kind,
    list(path, place) {
      const node = get(path, place)
      if (node.kind === 'file') throw new FileFailure('ENOTDIR', path)
      return Object.keys(node.children())
    },
    read(path, place) {
      const node = get(path, place)
      if (node.kind === 'directory') throw new FileFailure('EISDIR', path)
      if (node.read === undefined) throw new FileFailure('EACCES', path)
      const text = node.read()
      if (isFileError(text)) throw new FileFailure(text, path)
      return text
    },
    write(path, bytes, place) {
      const node = get(path, place)
      if (node.kind === 'directory') throw new FileFailure('EISDIR', path)
      if (node.write === undefined) throw new FileFailure('EACCES', path)
      const refusal = node.write(bytes)
      if (refusal !== undefined) throw new FileFailure(refusal.errno as FileError, path)
    },
    writable(path, place) {
      const node = nodeAt(path, place)
      return node?.kind === 'file' && node.write !== undefined
    },
  }
}

/** Every text that the kernel gives ends its line, or is empty: an errno never looks like one. */
function isFileError(text: string): text is FileError {
  return /^E[A-Z]+$/.test(text)
}
