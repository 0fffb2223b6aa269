import type { Device } from '../device/device.ts'
import { ArpOperation, emitArp } from '../frame/arp.ts'
import { buildFrame, EtherType } from '../frame/frame.ts'
import { formatIpv4, type Ipv4 } from '../frame/ipv4-address.ts'
import { BROADCAST, type Mac, ZERO_MAC } from '../frame/mac.ts'
import type { StackEnvironment } from './environment.ts'
import type { InetDevice } from './inet.ts'

export interface ArpToSend {
  readonly operation: number
  readonly senderIp: Ipv4
  readonly targetIp: Ipv4
  readonly targetMac: Mac
  readonly dst: Mac
}

/** arp_send_dst: nothing leaves a device that does no ARP. `parent` is the frame that this one follows from. */
export function sendArp(
  stack: StackEnvironment,
  dev: Device,
  arp: ArpToSend,
  parent: number,
  reason: string,
): void {
  stack.why(dev, parent)?.('ARP15', dev.arp, { dev: dev.name })
  if (!dev.arp) return
  const payload = emitArp({ ...arp, senderMac: dev.mac })
  const frame = buildFrame(arp.dst, dev.mac, EtherType.ARP, payload)
  stack.transmit(dev, frame, stack.born(dev, parent, 'ARP15', reason))
}

/** The answer to a request: `address` is at this device. */
export function sendArpReply(
  stack: StackEnvironment,
  dev: Device,
  address: Ipv4,
  asker: { readonly mac: Mac; readonly ip: Ipv4 },
  parent: number,
): void {
  const arp = {
    operation: ArpOperation.reply,
    senderIp: address,
    targetIp: asker.ip,
    targetMac: asker.mac,
    dst: asker.mac,
  }
  sendArp(stack, dev, arp, parent, `an ARP reply: ${formatIpv4(address)} is here`)
}

/** inetdev_send_gratuitous_arp: tells everybody of every address. */
export function announce(stack: StackEnvironment, { dev, addresses }: InetDevice): void {
  for (const { local } of addresses) {
    const arp = {
      operation: ArpOperation.request,
      senderIp: local,
      targetIp: local,
      targetMac: ZERO_MAC,
      dst: BROADCAST,
    }
    sendArp(stack, dev, arp, 0, `gratuitous ARP for ${formatIpv4(local)}`)
  }
}
