import { expect, it } from 'vitest'
import { addFdb } from '../../src/bridge/fdb.ts'
import { changePort } from '../../src/bridge/port-settings.ts'
import { bridgeReceive } from '../../src/bridge/receive.ts'
import { BRIDGE_RULES } from '../../src/bridge/rules.ts'
import { bridgeTransmit } from '../../src/bridge/transmit.ts'
import type { BridgeVerdict } from '../../src/bridge/verdict.ts'
import { addVlan, deleteVlan } from '../../src/bridge/vlans.ts'
import { type BridgePort, PORT_STATES } from '../../src/device/bridge-device.ts'
import { isRuleId } from '../../src/device/rule.ts'
import { BROADCAST, type Mac, ZERO_MAC } from '../../src/frame/mac.ts'
import { putTag } from '../../src/frame/vlan-tag.ts'
import { BRIDGE_MAC, frameTo, type Lab, mac, newLab, portMac, stationMac } from './lab.ts'

const RULES = new Map(BRIDGE_RULES.map((rule) => [rule.id, rule]))
/** Where a side question begins: what to learn, whose VLAN it is, and whether a port may have the frame. */
const SIDE_ROOTS = new Set(['FDB1', 'BP1', 'BP2', 'BV1', 'BV4'])

interface Step {
  readonly rule: string
  readonly held: boolean
}

/** Walks the decisions through the graph; the message says where they leave it. */
function leavesGraph(steps: readonly Step[], root: string): string | undefined {
  const expected = [root]
  for (const { rule, held } of steps) {
    if (expected.at(-1) === rule) expected.pop()
    else if (!SIDE_ROOTS.has(rule)) return `${rule} where ${expected.at(-1)} was due`
    if (!held && (rule === 'BV2' || rule === 'BV3')) return undefined // it is dropped, whatever was due
    // A port that is not in the frame's VLAN is asked no further.
    if (!held && rule === 'BV4' && expected.at(-1) === 'BP5') expected.pop()
    const target = held ? RULES.get(rule)!.yes : RULES.get(rule)!.no
    if (isRuleId(target)) expected.push(target)
  }
  return expected.length === 0 ? undefined : `it ends before ${expected.at(-1)}`
}

/** A generator of numbers that are the same in every run. */
function dice(seed: number) {
  let state = seed
  return (sides: number) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return Math.floor((state / 2 ** 32) * sides)
  }
}

function shake(lab: Lab, roll: (sides: number) => number): void {
  for (const port of lab.ports) {
    port.state = roll(3) > 0 ? 'forwarding' : PORT_STATES[roll(5)]!
    const flag = () => roll(4) > 0
    changePort(port, {
      ...{ hairpin: !flag(), learning: flag(), flood: flag(), mcastFlood: flag(), bcastFlood: flag() },
      ...{ isolated: !flag(), locked: roll(8) === 0, groupFwdMask: roll(4) === 0 ? roll(0x10000) & ~2 : 0 },
    })
    port.dev.mtu = roll(6) === 0 ? 68 : 1500
  }
  lab.bridge.driver.vlanFiltering = roll(2) === 0
  for (const port of [undefined, ...lab.ports]) {
    const member = { bridge: lab.bridge, port }
    if (roll(4) === 0) deleteVlan(member, 1, 0)
    if (roll(2) === 0) addVlan(member, 10, { pvid: roll(3) === 0, untagged: roll(2) === 0 }, 0)
  }
  lab.bridge.driver.ageing = roll(10) === 0 ? 0 : 300e9
  lab.bridge.promiscuity = roll(4) === 0 ? 1 : 0
  const port = lab.ports[roll(lab.ports.length)]
  const request = {
    mac: stationMac(roll(5)),
    state: 'noarp',
    sticky: true,
    create: true,
    exclusive: false,
  } as const
  addFdb(lab.bridge, port, request, lab.world.now)
}

function address(roll: (sides: number) => number): Mac {
  const choices = [
    BROADCAST,
    ZERO_MAC,
    BRIDGE_MAC,
    mac('01:00:5e:01:02:03'),
    (mac('01:80:c2:00:00:00') + roll(16)) as Mac,
    portMac(1 + roll(4)),
    ...Array.from({ length: 6 }, () => stationMac(roll(6))),
  ]
  return choices[roll(choices.length)]!
}

/** What holds of every verdict, whatever the settings. */
function assertLawful(verdict: BridgeVerdict, from: BridgePort | undefined, group: boolean): void {
  if (verdict.kind !== 'forward') return
  expect(new Set(verdict.ports).size).toBe(verdict.ports.length)
  expect(verdict.ports.length > 0 || verdict.up).toBe(true)
  if (from !== undefined && group) expect(verdict.up).toBe(true)
  for (const port of verdict.ports) {
    expect(port.state).toBe('forwarding')
    if (port === from) expect(port.hairpin).toBe(true)
    if (from?.isolated) expect(port.isolated).toBe(false)
  }
}

it('every decision is a step in the graph, and every edge of the graph is walked', () => {
  const roll = dice(4)
  const walked = new Set<string>()
  for (let round = 0; round < 100; round++) {
    const lab = newLab(4, true)
    shake(lab, roll)
    for (let count = 0; count < 30; count++) {
      lab.world.now += roll(20) === 0 ? 400e9 : 1000
      const steps: Step[] = []
      const note = (rule: string, held: boolean) => void steps.push({ rule, held })
      const untagged = frameTo(address(roll), address(roll), roll(2) === 0 ? 46 : 100)
      const frame = roll(3) === 0 ? putTag(untagged, [0, 1, 10, 20][roll(4)]!) : untagged
      const from = roll(4) === 0 ? undefined : lab.ports[roll(4)]!
      const verdict =
        from === undefined
          ? bridgeTransmit(lab.bridge, frame, lab.world.now, note)
          : bridgeReceive(from, frame, lab.world.now, note)
      expect(leavesGraph(steps, from === undefined ? 'BT1' : 'BR1')).toBeUndefined()
      // A trace may hold side questions after the deciding one, but the verdict names the last of its own.
      expect(steps.some(({ rule }) => rule === verdict.rule)).toBe(true)
      assertLawful(verdict, from, frame.group)
      for (const { rule, held } of steps) walked.add(`${rule} ${held ? 'yes' : 'no'}`)
    }
  }
  const edges = BRIDGE_RULES.flatMap(({ id }) => [`${id} yes`, `${id} no`])
  expect(edges.filter((edge) => !walked.has(edge))).toEqual([])
}, 60_000)

it('decides alike whether or not anybody asks why', () => {
  const play = (asked: boolean) => {
    const roll = dice(9)
    const lab = newLab(4)
    shake(lab, roll)
    return Array.from({ length: 2000 }, () => {
      const frame = frameTo(address(roll), address(roll))
      const verdict = bridgeReceive(lab.ports[roll(4)]!, frame, lab.world.now, asked ? () => {} : undefined)
      const ports = verdict.kind === 'forward' ? verdict.ports.map(({ number }) => number) : []
      return `${verdict.kind} ${verdict.rule} ${ports}`
    })
  }
  expect(play(true)).toEqual(play(false))
})
