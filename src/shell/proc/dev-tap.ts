import type { Device } from '../../device/device.ts'
import type { TapFile } from '../../device/tap-device.ts'
import { readTap, writeTap } from '../../world/tap-io.ts'
import { closeTap, openTap } from '../../world/tap-open.ts'
import { tapPortsOf } from '../../world/tap-ports.ts'
import type { World } from '../../world/world.ts'
import { type FileError, FileFailure, type Input, type Output, type VirtualTree } from '../process.ts'
import { fromBytes, toBytes } from '../system/bytes.ts'

/** /dev/tapN, N being the index of a macvtap or an ipvtap: devtmpfs makes it, in whatever namespace of the machine that is. */
export function devTap(world: World): VirtualTree {
  const find = (path: string, machine: string): Device | undefined => {
    const index = /^\/dev\/tap(\d+)$/.exec(path)?.[1]
    for (const { dev } of index === undefined ? [] : tapPortsOf(world, machine))
      if (dev.ifindex === Number(index)) return dev
    return undefined
  }
  return {
    root: '/dev',
    partial: true,
    kind: (path, { machine }) => (find(path, machine) === undefined ? undefined : 'device'),
    list: (_, { machine }) => [...tapPortsOf(world, machine)].map(({ dev }) => `tap${dev.ifindex}`),
    read: () => '',
    open(path, { machine }) {
      const dev = find(path, machine)
      if (dev === undefined) throw new FileFailure('ENOENT', path)
      const file = openTap(world, dev)
      if ('errno' in file) throw new FileFailure(file.errno as FileError, path)
      return tapStream(world, path, file)
    },
  }
}

/** struct virtio_net_hdr, which a macvtap puts before each frame (IFF_VNET_HDR): no offloads, so all zeros. */
const HEADER = '\0'.repeat(10)

/** Each read takes one frame, and loses what does not fit; each write is one. */
function tapStream(world: World, path: string, file: TapFile): Input & Output {
  let users = 0
  const next = () => file.ring.items[0]
  return {
    hold: () => void users++,
    release() {
      if (--users === 0) closeTap(world, file)
    },
    peek: () => (next() === undefined ? '' : HEADER + fromBytes(next()!.frame.bytes)),
    poll(max = Infinity) {
      const waiting = readTap(file)
      return waiting === undefined ? '' : (HEADER + fromBytes(waiting.frame.bytes)).slice(0, max)
    },
    write(bytes) {
      const refusal = writeTap(world, file, toBytes(bytes.slice(HEADER.length)))
      if (refusal !== undefined) throw new FileFailure(refusal.errno as FileError, path)
    },
    writable: () => true,
  }
}
