import type { Device } from '../device/device.ts'
import { produce } from '../device/ring.ts'
import type { TapFile, TapPort, Tun } from '../device/tap-device.ts'
import type { Frame } from '../frame/frame.ts'
import { receiveTap, transmitTun } from '../tap/queue.ts'
import { traceFate, whyOf } from './tracing.ts'
import type { TransmitResult } from './transmit.ts'
import type { World } from './world.ts'

/** tap_handle_frame: the device again if its own stack goes on with the frame, undefined if a program has it. */
export function tapReceive(
  world: World,
  dev: Device,
  port: TapPort,
  frame: Frame,
  copy: number,
): Device | undefined {
  switch (receiveTap(dev, port, whyOf(world, dev, copy))) {
    case 'pass':
      return dev
    case 'queue':
      enqueue(world, dev, port.file!, frame, copy)
      return undefined
    case 'drop':
      // macvtap_count_rx_dropped counts an error, which counts as a drop too when the counters are read.
      dev.counters.rxErrors++
      dev.counters.rxDropped++
      traceFate(world, dev, copy, 'TAP3', 'dropped', 'the queue to the program is full')
      return undefined
  }
}

/** tun_net_xmit. What is sent is counted when it is read; what is dropped, the sender believes sent. */
export function tunTransmit(world: World, tun: Tun, frame: Frame, copy: number): TransmitResult {
  const { file } = tun.driver
  if (transmitTun(tun, whyOf(world, tun, copy)) === 'queue') {
    enqueue(world, tun, file!, frame, copy)
    return 'sent'
  }
  tun.counters.txDropped++
  if (file === undefined) traceFate(world, tun, copy, 'TAP2', 'dropped', 'nobody is attached')
  else traceFate(world, tun, copy, 'TAP3', 'dropped', 'the queue to the program is full')
  return 'sent'
}

function enqueue(world: World, dev: Device, file: TapFile, frame: Frame, copy: number): void {
  produce(file.ring, { frame, copy })
  traceFate(world, dev, copy, 'TAP3', 'queued', 'it waits to be read')
  if (file.mate !== undefined && !world.unread.includes(file)) world.unread.push(file)
}
