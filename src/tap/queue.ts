import type { Device } from '../device/device.ts'
import type { TapFile, TapPort, Tun } from '../device/tap-device.ts'
import type { Why } from '../device/why.ts'

/**
 * What becomes of a frame that a device would hand to a program.
 * - `pass`: nobody has opened the macvtap: its own stack gets the frame.
 * - `queue`: it waits to be read.
 * - `drop`: nobody is there, or there is no room.
 */
export type TapVerdict = 'pass' | 'queue' | 'drop'

/** tap_handle_frame, the rx_handler of a macvtap. */
export function receiveTap(dev: Device, { file }: TapPort, why: Why | undefined): TapVerdict {
  why?.('TAP1', file !== undefined, dev.name)
  return file === undefined ? 'pass' : admit(file, why)
}

/** tun_net_xmit. A tap that nobody is attached to has no carrier, so few frames come this far (DEV1). */
export function transmitTun({ name, driver: { file } }: Tun, why: Why | undefined): TapVerdict {
  why?.('TAP2', file !== undefined, name)
  return file === undefined ? 'drop' : admit(file, why)
}

function admit({ ring }: TapFile, why: Why | undefined): TapVerdict {
  const waiting = ring.items.length
  const room = ring.size - ring.kept - waiting
  why?.('TAP3', room > 0, waiting, room)
  return room > 0 ? 'queue' : 'drop'
}
