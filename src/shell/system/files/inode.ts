import { FileFailure, type Input, type Nanoseconds, type Output, type Program } from '../../process.ts'

interface Common {
  readonly number: number
  mode: number
  modified: Nanoseconds
}

export interface FileInode extends Common {
  readonly kind: 'file'
  bytes: string
  /** The machine's own commands are files that hold a program instead of bytes. */
  readonly program?: Program
}

export interface DirectoryInode extends Common {
  readonly kind: 'directory'
  readonly entries: Map<string, Inode>
}

export interface DeviceInode extends Common {
  readonly kind: 'device'
  readonly stream: Input & Output
}

export interface SymlinkInode extends Common {
  readonly kind: 'symlink'
  readonly target: string
}

export type Inode = FileInode | DirectoryInode | DeviceInode | SymlinkInode

/** A script that fills a file for ever runs out of disk, not the simulator out of memory. */
const MAX_FILE_SIZE = 64 * 1024 * 1024

/** An open file: what it reads and writes is the inode's, the position is its own. */
export function openInode(inode: FileInode, append: boolean, now: () => Nanoseconds): Input & Output {
  let position = 0
  return {
    peek: () => (position >= inode.bytes.length ? undefined : inode.bytes.slice(position)),
    poll(max = Infinity) {
      if (position >= inode.bytes.length) return undefined
      const text = inode.bytes.slice(position, position + max)
      position += text.length
      return text
    },
    unread(count) {
      position -= count
    },
    write(bytes) {
      if (append) position = inode.bytes.length
      if (position + bytes.length > MAX_FILE_SIZE) throw new FileFailure('ENOSPC', 'file')
      const gap = '\0'.repeat(Math.max(0, position - inode.bytes.length))
      inode.bytes = inode.bytes.slice(0, position) + gap + bytes + inode.bytes.slice(position + bytes.length)
      position += bytes.length
      inode.modified = now()
    },
    writable: () => true,
  }
}
