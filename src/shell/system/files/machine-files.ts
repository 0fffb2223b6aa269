import {
  FileFailure,
  type FileStatus,
  type Files,
  type Input,
  type Nanoseconds,
  type Output,
  type Place,
  type Program,
  type VirtualTree,
} from '../../process.ts'
import { openInode } from './inode.ts'
import { layOut } from './layout.ts'
import { directoryName, isWithin } from './path.ts'
import { Tree } from './tree.ts'
import { openVirtual, virtualStatus } from './virtual.ts'

export interface FilesOptions {
  readonly now: () => Nanoseconds
  readonly commands: ReadonlyMap<string, Program>
  readonly trees?: readonly VirtualTree[]
  readonly files?: Readonly<Record<string, string>>
}

/** Every machine's files. A machine's tree is made when something first looks at it. */
export function createFiles(options: FilesOptions): Files {
  const machines = new Map<string, Tree>()
  const trees = [...(options.trees ?? [])].sort((a, b) => b.root.length - a.root.length)

  const treeOf = (place: Place): Tree => {
    const known = machines.get(place.machine)
    if (known) return known
    const tree = new Tree(options.now)
    layOut(tree, { hostname: place.machine, commands: options.commands, files: options.files ?? {} })
    for (const { root } of trees) if (root.startsWith('/')) tree.ensureDirectory(root)
    machines.set(place.machine, tree)
    return tree
  }

  /** The kernel's tree that a path lies in, and the path as that tree knows it. */
  const virtual = (path: string, place: Place, follow = true) => {
    const canonical = treeOf(place).canonical(path, follow)
    const tree = trees.find(
      (one) => isWithin(canonical, one.root) && (!one.partial || one.kind(canonical, place) !== undefined),
    )
    return tree && { tree, path: canonical }
  }

  const refuseVirtual = (path: string, place: Place) => {
    if (virtual(path, place, false)) throw new FileFailure('EPERM', path)
  }

  const status = (path: string, place: Place, link = false): FileStatus | undefined => {
    const found = virtual(path, place, !link)
    if (found) return virtualStatus(found.tree, found.path, place)
    const inode = treeOf(place).find(path, !link)
    if (!inode) return undefined
    const { kind, mode, modified, number } = inode
    return { kind, mode, modified, inode: number, size: kind === 'file' ? inode.bytes.length : 0 }
  }

  const open: Files['open'] = (path, place, how): Input & Output => {
    const found = virtual(path, place)
    if (found?.tree.open) return found.tree.open(found.path, place)
    if (found) return openVirtual(found.tree, found.path, place, how)
    const tree = treeOf(place)
    if (how !== 'read' && !tree.find(path)) create(tree, path)
    const inode = tree.get(path)
    if (inode.kind === 'device') return inode.stream
    if (inode.kind !== 'file' && how !== 'read') throw new FileFailure('EISDIR', path)
    if (inode.kind !== 'file') return directoryStream(path)
    if (how === 'truncate') inode.bytes = ''
    return openInode(inode, how === 'append', options.now)
  }

  return {
    kind: (path, place) => status(path, place)?.kind,
    status,
    open,
    read: (path, place) => open(path, place, 'read').peek() ?? '',
    write: (path, bytes, place, how) => open(path, place, how).write(bytes),
    list(path, place) {
      const found = virtual(path, place)
      if (found) return [...found.tree.list(found.path, place)].sort()
      const tree = treeOf(place)
      const made = trees.filter(({ partial, root }) => partial && root === tree.canonical(path))
      const names = made.flatMap((one) => one.list(path, place))
      return [...tree.directory(path).entries.keys(), ...names].sort()
    },
    makeDirectory(path, place) {
      if (status(path, place, true)) throw new FileFailure('EEXIST', path)
      refuseVirtual(path, place)
      const tree = treeOf(place)
      tree.attach(path, tree.newDirectory())
    },
    remove(path, place) {
      refuseVirtual(path, place)
      const inode = treeOf(place).get(path, false)
      if (inode.kind === 'directory' && inode.entries.size > 0) throw new FileFailure('ENOTEMPTY', path)
      treeOf(place).detach(path)
    },
    rename(from, to, place) {
      refuseVirtual(from, place)
      refuseVirtual(to, place)
      const tree = treeOf(place)
      const inode = tree.get(from, false)
      tree.attach(to, inode)
      if (tree.canonical(from, false) !== tree.canonical(to, false)) tree.detach(from)
    },
    setMode(path, mode, place) {
      refuseVirtual(path, place)
      treeOf(place).get(path).mode = mode
    },
    touch(path, time, place) {
      refuseVirtual(path, place)
      const tree = treeOf(place)
      if (!tree.find(path)) create(tree, path)
      tree.get(path).modified = time
    },
    link(target, path, place, how) {
      refuseVirtual(path, place)
      const tree = treeOf(place)
      if (tree.find(path, false)) throw new FileFailure('EEXIST', path)
      const symbolic = {
        ...{ kind: 'symlink' as const, number: tree.newNumber(), mode: 0o777, modified: options.now() },
        target,
      }
      tree.attach(path, how === 'symbolic' ? symbolic : tree.get(target))
    },
    readLink(path, place) {
      const inode = treeOf(place).get(path, false)
      if (inode.kind !== 'symlink') throw new FileFailure('EINVAL', path)
      return inode.target
    },
    forget: (machine) => void machines.delete(machine),
    program(path, place) {
      if (virtual(path, place)) return undefined
      const inode = treeOf(place).find(path)
      return inode?.kind === 'file' ? inode.program : undefined
    },
  }
}

function create(tree: Tree, path: string): void {
  if (path.endsWith('/')) throw new FileFailure('EISDIR', path)
  tree.directory(directoryName(tree.canonical(path)))
  tree.attach(tree.canonical(path), tree.newFile())
}

/** A directory can be opened for reading, but not read. */
function directoryStream(path: string): Input & Output {
  const refuse = (): never => {
    throw new FileFailure('EISDIR', path)
  }
  return { peek: refuse, poll: refuse, write: refuse, writable: () => true }
}
