import { expect, it } from 'vitest'
import { bridgeReceive } from '../../src/bridge/receive.ts'
import { BRIDGE_RULES } from '../../src/bridge/rules.ts'
import { bridgeTransmit } from '../../src/bridge/transmit.ts'
import { valuesOf } from '../../src/device/rule-values.ts'
import type { Fact, Why } from '../../src/device/why.ts'
import { BROADCAST, type Mac } from '../../src/frame/mac.ts'
import { BRIDGE_MAC, frameTo, type Lab, newLab, stationMac } from './lab.ts'

const RULES = new Map(BRIDGE_RULES.map((rule) => [rule.id, rule]))

/** The last fact of each decision that was asked for, as the story tells it: `BR12 yes p2`. */
function told(lab: Lab, from: number, dst: Mac, ids: readonly string[], src = stationMac(from)): string[] {
  const lines: string[] = []
  const why: Why = (id, held, first, second) => {
    if (!ids.includes(id)) return
    const facts = second !== undefined ? [first, second] : [first]
    const values = valuesOf(RULES.get(id)!, facts as [Fact?, Fact?])
    lines.push(`${id} ${held ? 'yes' : 'no'} ${Object.values(values).at(-1)}`)
  }
  const frame = frameTo(dst, src)
  if (from === 0) bridgeTransmit(lab.bridge, frame, 0, why)
  else bridgeReceive(lab.ports[from - 1]!, frame, 0, why)
  return lines
}

it('[FDB2, FDB3] learning tells where the sender was known to be', () => {
  const lab = newLab(2)
  const ask = (from: number, src: Mac) => told(lab, from, BROADCAST, ['FDB2', 'FDB3'], src)
  expect(ask(1, stationMac(9))).toEqual(['FDB2 no none'])
  expect(ask(2, stationMac(9))).toEqual(['FDB2 yes p1', 'FDB3 no p1'])
  expect(ask(1, BRIDGE_MAC)).toEqual(['FDB2 yes br0', 'FDB3 yes br0'])
})

it('[BR12, BR13, BT2, BT3] looking up tells where the destination is known to be', () => {
  const lab = newLab(2)
  told(lab, 2, BROADCAST, [])
  const ask = (from: number, dst: Mac) => told(lab, from, dst, ['BR12', 'BR13', 'BT2', 'BT3'])
  expect(ask(1, stationMac(9))).toEqual(['BR12 no none'])
  expect(ask(1, stationMac(2))).toEqual(['BR12 yes p2', 'BR13 no p2'])
  expect(ask(1, BRIDGE_MAC)).toEqual(['BR12 yes br0', 'BR13 yes br0'])
  expect(ask(0, stationMac(9))).toEqual(['BT2 no none'])
  expect(ask(0, stationMac(2))).toEqual(['BT2 yes p2', 'BT3 yes p2'])
  expect(ask(0, BRIDGE_MAC)).toEqual(['BT2 yes br0', 'BT3 no br0'])
})

it('[BR14] what goes up tells whether the bridge is promiscuous', () => {
  const lab = newLab(2)
  const ask = (dst: Mac) => told(lab, 1, dst, ['BR14'])
  expect([ask(BROADCAST), ask(stationMac(9))].flat()).toEqual(['BR14 yes false', 'BR14 no false'])
  lab.bridge.promiscuity = 1
  expect(ask(stationMac(9))).toEqual(['BR14 yes true'])
})

it('[BR15, BR16, BT4] so many ports get it', () => {
  const ask = (ports: number, from: number, dst: Mac) =>
    told(newLab(ports), from, dst, ['BR15', 'BR16', 'BT4'])
  expect([ask(3, 1, BROADCAST), ask(1, 1, BROADCAST)].flat()).toEqual(['BR15 yes 2', 'BR15 no 0'])
  expect([ask(3, 1, stationMac(9)), ask(1, 1, stationMac(9))].flat()).toEqual(['BR16 yes 2', 'BR16 no 0'])
  expect([ask(2, 0, BROADCAST), ask(0, 0, BROADCAST)].flat()).toEqual(['BT4 yes 2', 'BT4 no 0'])
})
