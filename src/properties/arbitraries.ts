import fc from 'fast-check'
import { MACVLAN_MODES, type MacvlanMode } from '../device/macvlan-device.ts'
import type { Mac } from '../frame/mac.ts'
import { history as anyHistory } from '../fuzz/generate.ts'
import type { Address, Wish } from '../fuzz/wish.ts'
import { DEFAULT_MTU, defaultMac, type Machine, type Topology } from '../topology/topology.ts'
import { destinations, deviceNames, NOBODY, type SendWish, sending } from './setting.ts'

/** An address that a device may have, as a number of 48 bits: locally administered, no group, never zero. */
export function mac(): fc.Arbitrary<Mac> {
  return fc.integer({ min: 0, max: 2 ** 40 - 1 }).map((rest) => (LOCAL + rest) as Mac)
}
/** `02:00:00:00:00:00`. */
const LOCAL = 0x0200_0000_0000

/** An IPv4 multicast address, `01:00:5e:` and 23 bits. */
export function groupMac(): fc.Arbitrary<Mac> {
  return fc.integer({ min: 0, max: 2 ** 23 - 1 }).map((rest) => (0x0100_5e00_0000 + rest) as Mac)
}

/** One of `private`, `vepa`, `bridge`, `passthru`, `source`. */
export function mode(): fc.Arbitrary<MacvlanMode> {
  return fc.constantFrom(...MACVLAN_MODES)
}

export interface FrameConstraints {
  /** How many macvlans `m0`, `m1`, … there are, from 1 to 6; 3 if nothing is said. */
  readonly children?: number
  /** Who may send; without it, the macvlans, their parent `eth0`, and the station `out`. */
  readonly from?: readonly string[]
  readonly to?: readonly Address[]
  /** Some frames bear another's address as their source, or nobody's. */
  readonly forged?: boolean
}

/** A frame to be sent: 60 bytes of EtherType 0x88b5. */
export function frame(constraints: FrameConstraints = {}): fc.Arbitrary<SendWish> {
  const { children = 3, forged = false } = constraints
  const devices = [...deviceNames(children), 'eth0', 'out']
  const { from = devices, to = destinations(children) } = constraints
  const sources: readonly Address[] = [...devices.map((of) => ({ of })), NOBODY]
  const source = forged ? fc.option(fc.constantFrom(...sources), { nil: undefined }) : fc.constant(undefined)
  return fc
    .tuple(fc.constantFrom(...from), fc.constantFrom(...to), source)
    .map(([dev, dst, src]) => sending(dev, dst, src))
}

/**
 * Whatever may happen to macvlans: 1 to 6 are created, then up to 24 requests and frames of every kind, to be played
 * with `play`. Some of it the kernel refuses.
 */
export function history(): fc.Arbitrary<readonly Wish[]> {
  return anyHistory
}

/**
 * A world for `runLab` and `buildWorld`: one to four Linux machines on a switch, each with one NIC `eth0`, some of
 * the switch's ports reflecting, some NICs filtering by address. The script's machine is `host1`.
 */
export function topology(): fc.Arbitrary<Topology> {
  const machine = fc.record({ hairpin: fc.boolean(), filtering: fc.boolean() })
  return fc.array(machine, { minLength: 1, maxLength: 4 }).map(topologyOf)
}

function topologyOf(plans: readonly { hairpin: boolean; filtering: boolean }[]): Topology {
  const hosts = plans.map(({ filtering }, at): Machine => {
    return { kind: 'linux', name: `host${at + 1}`, exec: [], filtering }
  })
  const hairpin = plans.flatMap((plan, at) => (plan.hairpin ? [`p${at + 1}`] : []))
  return {
    name: 'random',
    machines: [...hosts, { kind: 'bridge', name: 'sw', hairpin }],
    cables: hosts.map(({ name }, at) => ({
      ends: [
        { machine: name, dev: 'eth0', mac: defaultMac(at + 1, 1) },
        { machine: 'sw', dev: `p${at + 1}`, mac: defaultMac(at + 1, 2) },
      ],
      mtu: DEFAULT_MTU,
    })),
    scriptMachine: 'host1',
    modules: 'module',
  }
}
