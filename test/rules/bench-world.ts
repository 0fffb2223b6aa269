import type { Device } from '../../src/device/device.ts'
import type { KernelVersion } from '../../src/device/kernel-version.ts'
import type { MacvlanMode } from '../../src/device/macvlan-device.ts'
import { buildFrame } from '../../src/frame/frame.ts'
import { BROADCAST, type Mac } from '../../src/frame/mac.ts'
import type { MacvlanOptions } from '../../src/world/link-requests.ts'
import { changeLink, createLink } from '../../src/world/links.ts'
import { addMachine, newWorld } from '../../src/world/new-world.ts'
import { settle } from '../../src/world/settle.ts'
import { sendFrame } from '../../src/world/sockets-open.ts'
import { newTrace, traceRecords } from '../../src/world/tracing.ts'
import type { Netns, World } from '../../src/world/world.ts'

/** An EtherType that no protocol takes: what is seen is forwarding alone. */
const EXPERIMENTAL = 0x88b5

export type Children = Readonly<Record<string, MacvlanMode | (MacvlanOptions & { readonly down?: boolean })>>

/**
 * A host whose `eth0` is cabled to port `p1` of a switch `sw`, with an outside station `out` on port `p2`, and
 * macvlans on eth0. Sending is written `m0 > m1`, and what came of it is read off as `dev type` for each sighting.
 */
export class BenchWorld {
  readonly world: World
  constructor(
    children: Children,
    options: {
      readonly hairpin?: boolean
      readonly physical?: boolean
      readonly kernel?: KernelVersion
    } = {},
  ) {
    const { physical = false, hairpin = false, kernel } = options
    this.world = newWorld({ trace: true, ...(kernel && { kernel }) })
    const host = addMachine(this.world, 'host').root
    const sw = addMachine(this.world, 'sw').root
    const out = addMachine(this.world, 'out').root
    this.must(createLink(this.world, sw, { name: 'sw', up: true, type: { kind: 'bridge' } }))
    this.cable(host, 'eth0', 0x020000000010, physical, sw, 'p1')
    this.cable(out, 'out', 0x0200000000ee, false, sw, 'p2')
    const port = this.dev('p1').rxHandler
    if (port?.kind === 'bridge') port.hairpin = hairpin
    let next = 0x0200000000a0
    for (const [name, child] of Object.entries(children)) {
      const { down = false, ...given } = typeof child === 'string' ? { mode: child } : child
      const type = { kind: 'macvlan', lower: this.dev('eth0'), options: given } as const
      this.must(createLink(this.world, host, { name, address: next++ as Mac, up: !down, type }))
    }
    settle(this.world)
  }

  private cable(a: Netns, nic: string, mac: number, physical: boolean, b: Netns, port: string) {
    this.must(
      createLink(this.world, a, {
        name: nic,
        address: mac as Mac,
        type: { kind: 'veth', physical, peer: { name: port, netns: b } },
      }),
    )
    this.must(changeLink(this.world, this.dev(port), { master: this.dev('sw'), up: true }))
    this.must(changeLink(this.world, this.dev(nic), { up: true }))
  }

  dev(name: string): Device {
    for (const netns of this.world.namespaces.values()) {
      const dev = netns.byName.get(name)
      if (dev !== undefined) return dev
    }
    throw new Error(`no device ${name}`)
  }

  must(reply: unknown): void {
    if (reply !== undefined) throw new Error(JSON.stringify(reply))
  }

  mac(name: string): Mac {
    if (name === 'all') return BROADCAST
    if (name === 'nobody') return 0x0200000000ff as Mac
    if (name === 'group') return 0x01005e010203 as Mac
    return this.dev(name).mac
  }

  /** `m0 > m1`, or `m0 as out > m1` for a foreign source address. Returns the sightings, without the sender's own. */
  send(what: string, etherType = EXPERIMENTAL, length = 46): string[] {
    this.world.trace = newTrace()
    return this.sendAgain(what, etherType, length)
  }

  /** The same, on top of what was recorded before. */
  sendAgain(what: string, etherType = EXPERIMENTAL, length = 46): string[] {
    const from = what.split(' ')[0]
    this.must(this.transmit(what, etherType, length))
    return this.sightings().filter((seen) => seen !== `${from} outgoing`)
  }

  /** The reply alone, for a world without a trace. */
  transmit(what: string, etherType = EXPERIMENTAL, length = 46): unknown {
    const [from, as, to] = /^(\S+)(?: as (\S+))? > (\S+)$/.exec(what)!.slice(1)
    const frame = buildFrame(this.mac(to!), this.mac(as ?? from!), etherType, new Uint8Array(length))
    const reply = sendFrame(this.world, this.dev(from!), frame.bytes)
    settle(this.world)
    return reply
  }

  sightings(): string[] {
    return this.records().flatMap((record) =>
      record.kind === 'seen' ? [`${record.place.dev} ${record.type}`] : [],
    )
  }

  records() {
    return [...traceRecords(this.world.trace!)]
  }

  /** The decisions of the last sending: `TX1 yes`. */
  decisions(): string[] {
    return this.records().flatMap((record) =>
      record.kind === 'decision' ? [`${record.rule} ${record.held ? 'yes' : 'no'}`] : [],
    )
  }

  /** Who of these saw it come in. */
  heardBy(...names: string[]): string[] {
    return names.filter((name) =>
      this.records().some(
        (record) => record.kind === 'seen' && record.place.dev === name && record.type !== 'outgoing',
      ),
    )
  }
}
