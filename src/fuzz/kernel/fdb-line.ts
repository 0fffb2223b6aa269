import { type Mac, readMac } from '../../frame/mac.ts'
import type { EntryKind } from '../fdb-view.ts'

const [NDA_LLADDR, NDA_VLAN, NDA_MASTER] = [2, 5, 9]
const [NUD_NOARP, NUD_PERMANENT] = [0x40, 0x80]

export interface FdbLine {
  readonly mac: Mac
  readonly index: number
  /** 0: of none. */
  readonly vlan: number
  readonly kind: EntryKind | 'self'
}

/** One message of a dump: an entry of a switch's table, or of a device's own lists (`self`), which have no master. */
export function readFdbLine(bytes: Buffer, start: number, end: number): FdbLine {
  let [mac, vlan, master] = [0 as Mac, 0, 0]
  for (let at = start + 12; at + 4 <= end; at += (bytes.readUInt16LE(at) + 3) & ~3) {
    const type = bytes.readUInt16LE(at + 2)
    if (type === NDA_LLADDR) mac = readMac(bytes, at + 4)
    if (type === NDA_VLAN) vlan = bytes.readUInt16LE(at + 4)
    if (type === NDA_MASTER) master = bytes.readUInt32LE(at + 4)
  }
  const index = bytes.readInt32LE(start + 4)
  return { mac, index, vlan, kind: master === 0 ? 'self' : kindOf(bytes.readUInt16LE(start + 8)) }
}

function kindOf(state: number): FdbLine['kind'] {
  if (state & NUD_PERMANENT) return 'local'
  return state & NUD_NOARP ? 'static' : 'learned'
}
