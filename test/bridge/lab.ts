import type { Bridge, BridgePort } from '../../src/device/bridge-device.ts'
import { buildFrame, type Frame } from '../../src/frame/frame.ts'
import { type Mac, parseMac } from '../../src/frame/mac.ts'
import { changeLink, createLink } from '../../src/world/links.ts'
import { addMachine, newWorld } from '../../src/world/new-world.ts'
import type { World } from '../../src/world/world.ts'

/** A bridge `br0` (02:…:b0) with ports p1, p2, … (02:…:01:01 …), each cabled to q1, q2, … (02:…:02:01 …), all up. */
export interface Lab {
  readonly world: World
  readonly bridge: Bridge
  /** p1 is the first. */
  readonly ports: readonly BridgePort[]
}

export const BRIDGE_MAC = mac('02:00:00:00:00:b0')
export const stationMac = (number: number): Mac => mac(`02:00:00:00:02:0${number}`)
export const portMac = (number: number): Mac => mac(`02:00:00:00:01:0${number}`)

export function mac(text: string): Mac {
  return parseMac(text)!
}

export function frameTo(dst: Mac, src: Mac, length = 46): Frame {
  return buildFrame(dst, src, 0x88b5, new Uint8Array(length))
}

/** `vlans`: of a kernel that has them, where every port is in VLAN 1. */
export function newLab(count: number, vlans = false): Lab {
  const world = newWorld({ vlans })
  const { root } = addMachine(world, 'host')
  const find = (name: string) => root.byName.get(name)!
  createLink(world, root, { name: 'br0', address: BRIDGE_MAC, type: { kind: 'bridge' } })
  for (let number = 1; number <= count; number++) {
    const peer = { name: `q${number}`, address: stationMac(number) }
    createLink(world, root, { name: `p${number}`, address: portMac(number), type: { kind: 'veth', peer } })
    changeLink(world, find(`p${number}`), { master: find('br0'), up: true })
    changeLink(world, find(`q${number}`), { up: true })
  }
  const bridge = find('br0') as Bridge
  changeLink(world, bridge, { up: true })
  return { world, bridge, ports: [...bridge.driver.ports].reverse() }
}
