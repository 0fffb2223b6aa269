import {
  FileFailure,
  type FileStatus,
  type Input,
  type Output,
  type Place,
  type VirtualTree,
} from '../../process.ts'

/** sysfs and procfs say 4096 and 0; programs must not rely on it. */
const SIZE = 4096

export function virtualStatus(tree: VirtualTree, path: string, place: Place): FileStatus | undefined {
  const kind = tree.kind(path, place)
  if (!kind) return undefined
  if (kind === 'device') return { kind, mode: 0o600, size: 0, modified: 0, inode: 0 }
  const mode = kind === 'directory' ? 0o755 : isWritable(tree, path, place) ? 0o644 : 0o444
  return { kind, mode, size: kind === 'file' ? SIZE : 0, modified: 0, inode: 0 }
}

/** What does not exist cannot be made either: procfs says that it is missing, sysfs that it may not be made. */
function isMissing(path: string, how: 'read' | 'truncate' | 'append' | 'both'): boolean {
  return how === 'read' || how === 'both' || path.startsWith('/proc/')
}

function isWritable(tree: VirtualTree, path: string, place: Place): boolean {
  return tree.write !== undefined && (tree.writable?.(path, place) ?? true)
}

/** A kernel file: its text is made at the first read, and each write is one request to the kernel. */
export function openVirtual(
  tree: VirtualTree,
  path: string,
  place: Place,
  how: 'read' | 'truncate' | 'append' | 'both',
): Input & Output {
  const kind = tree.kind(path, place)
  // The kernel's trees take no new files: creating one is refused, a missing directory is missing.
  if (!kind) throw new FileFailure(isMissing(path, how) ? 'ENOENT' : 'EACCES', path)
  if (kind === 'directory' && how !== 'read') throw new FileFailure('EISDIR', path)
  if (how !== 'read' && !isWritable(tree, path, place)) throw new FileFailure('EACCES', path)
  let rest: string | undefined
  const text = () => {
    if (kind === 'directory') throw new FileFailure('EISDIR', path)
    rest ??= tree.read(path, place)
    return rest === '' ? undefined : rest
  }
  return {
    peek: text,
    poll(max = Infinity) {
      const taken = text()?.slice(0, max)
      rest = (rest ?? '').slice(taken?.length ?? 0)
      return taken
    },
    write: (bytes) => tree.write?.(path, bytes, place),
    writable: () => true,
  }
}
