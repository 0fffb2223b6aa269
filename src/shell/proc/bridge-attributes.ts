import type { Bridge } from '../../device/bridge-device.ts'
import { type Reply, refuse } from '../../device/errno.ts'
import { looseNumber } from './kernel-numbers.ts'
import { type FileNode, file, type Node } from './virtual-node.ts'

/** Of spanning tree, which no bridge of this world runs. */
export const BRIDGE_PRIORITY = 0x8000

export function number(read: () => number, write: (value: number) => Reply): FileNode {
  return file(
    () => `${read()}\n`,
    (text) => {
      const value = looseNumber(text)
      return value === undefined ? refuse('EINVAL') : write(value)
    },
  )
}

export function hexadecimal(read: () => number, write: (value: number) => Reply): FileNode {
  return { ...number(read, write), read: () => `0x${read().toString(16)}\n` }
}

export function command(run: () => Reply): FileNode {
  return {
    kind: 'file',
    write: (text) => (looseNumber(text) === undefined ? refuse('EINVAL') : run()),
  }
}

export function bridgeId({ driver }: Bridge): string {
  return `${BRIDGE_PRIORITY.toString(16)}.${driver.id.toString(16).padStart(12, '0')}`
}

export function sorted(nodes: Readonly<Record<string, Node>>): Readonly<Record<string, Node>> {
  return Object.fromEntries(Object.entries(nodes).sort(([a], [b]) => (a < b ? -1 : 1)))
}
