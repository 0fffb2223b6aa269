import type { Device } from '../../src/device/device.ts'
import { isKind } from '../../src/device/device.ts'
import type { Ipvlan } from '../../src/device/ipvlan-device.ts'
import { ArpOperation, emitArp } from '../../src/frame/arp.ts'
import { buildFrame, EtherType } from '../../src/frame/frame.ts'
import { emitIpv4, IpProtocol, PLAIN_HEADER } from '../../src/frame/ipv4.ts'
import type { Mac } from '../../src/frame/mac.ts'
import { addAddress } from '../../src/world/inet.ts'
import type { IpvlanOptions, LinkSettings } from '../../src/world/link-requests.ts'
import { createLink } from '../../src/world/links.ts'
import { addNetns } from '../../src/world/namespaces.ts'
import { settle } from '../../src/world/settle.ts'
import { sendFrame } from '../../src/world/sockets-open.ts'
import { newTrace } from '../../src/world/tracing.ts'
import { BenchWorld } from './bench-world.ts'

/** 10.0.0.N */
export const ip = (last: number) => 0x0a00_0000 + last

/** An ICMP echo reply that nobody has asked for: whoever gets it says nothing. */
const SILENT = Uint8Array.from([0, 0, 0xff, 0xff, 0, 0, 0, 0])

/**
 * The bench of the macvlan rules with ipvlans `i1` and `i2` on eth0, each in a namespace of its own, 10.0.0.1 and
 * 10.0.0.2. The parent has 10.0.0.10, the station outside 10.0.0.100.
 */
export class IpvlanBench extends BenchWorld {
  constructor(options: IpvlanOptions = {}, bench: { readonly hairpin?: boolean } = {}) {
    super({}, bench)
    this.address('eth0', 10)
    this.address('out', 100)
    for (const n of [1, 2]) {
      this.add(`i${n}`, options, { up: true })
      this.address(`i${n}`, n)
    }
    settle(this.world)
  }

  add(name: string, options: IpvlanOptions = {}, settings: LinkSettings = {}): Ipvlan {
    const host = this.world.machines.get('host')!
    const netns = addNetns(this.world, host, `ns-${name}`)
    if ('errno' in netns) throw new Error(netns.errno)
    const type = { kind: 'ipvlan', lower: this.dev('eth0'), options } as const
    this.must(createLink(this.world, host.root, { name, netns, ...settings, type }))
    const dev = this.dev(name)
    if (!isKind(dev, 'ipvlan')) throw new Error(`${name} is no ipvlan`)
    return dev
  }

  address(name: string, last: number, prefix = 24): void {
    this.must(this.tryAddress(this.dev(name), last, prefix))
  }

  tryAddress(dev: Device, last: number, prefix = 24): unknown {
    return addAddress(this.world, dev, { local: ip(last), prefix }, 'add')
  }

  /** An IPv4 packet out of a device, from and to 10.0.0.N, to the MAC of another device. */
  sendIp(from: string, source: number, to: string, target: number, srcMac: string = from): string[] {
    const header = { ...PLAIN_HEADER, protocol: IpProtocol.ICMP, src: ip(source), dst: ip(target) }
    return this.sendPayload(from, this.mac(srcMac), this.mac(to), EtherType.IPv4, emitIpv4(header, SILENT))
  }

  /** An ARP reply, which nobody answers. */
  sendArp(from: string, source: number, to: string, target: number, srcMac: string = from): string[] {
    const arp = emitArp({
      operation: ArpOperation.reply,
      senderMac: this.mac(srcMac),
      senderIp: ip(source),
      targetMac: this.mac(to),
      targetIp: ip(target),
    })
    return this.sendPayload(from, this.mac(srcMac), this.mac(to), EtherType.ARP, arp)
  }

  sendPayload(from: string, src: Mac, dst: Mac, etherType: number, payload: Uint8Array): string[] {
    this.world.trace = newTrace()
    sendFrame(this.world, this.dev(from), buildFrame(dst, src, etherType, payload).bytes)
    settle(this.world)
    return this.sightings().filter((seen) => seen !== `${from} outgoing`)
  }
}
