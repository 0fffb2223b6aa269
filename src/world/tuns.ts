import { type Refusal, refuse } from '../device/errno.ts'
import type { Tun, TunOwner } from '../device/tap-device.ts'
import type { Mac } from '../frame/mac.ts'
import { enlist, freeName, newDevice } from './devices.ts'
import type { Netns, World } from './world.ts'

/** tun_validate: rtnetlink may show and delete taps, and nothing else. */
export const NOT_OVER_NETLINK: Refusal = refuse(
  'EOPNOTSUPP',
  'tun/tap creation via rtnetlink is not supported',
)

export interface NewTun {
  readonly mode: 'tap' | 'tun'
  /** Absent: the kernel numbers it, `tap0`. */
  readonly name?: string
  /** TUNSETIFINDEX. */
  readonly ifindex?: number
  readonly mac?: Mac
  readonly packetInfo?: boolean
  readonly vnetHeader?: boolean
  readonly owner?: TunOwner
}

/** TUNSETIFF for a name that is free: the device is registered, down and with carrier. */
export function createTun(world: World, netns: Netns, request: NewTun): Tun | Refusal {
  const { mode, name = `${mode}%d`, mac, packetInfo = false, vnetHeader = false, owner = {} } = request
  if (netns.byName.has(name)) return refuse('EBUSY')
  const driver = {
    kind: 'tun',
    mode,
    persist: false,
    packetInfo,
    vnetHeader,
    speed: world.kernel.fastTaps ? 10_000 : 10,
    owner,
    file: undefined,
  } as const
  const own = mode === 'tun' ? (0 as Mac) : mac
  const tun = newDevice(world, { ...driver }, freeName(netns, name), own) as Tun
  if (mode === 'tun') makePointToPoint(tun)
  else tun.maxMtu = TAP_MAX_MTU
  enlist(world, netns, tun, request.ifindex)
  return tun
}

/** 65535 less an Ethernet header. */
const TAP_MAX_MTU = 65_521
/** TUN_READQ_SIZE. */
const TUN_QUEUE = 500

/** tun_net_initialize, IFF_TUN. */
function makePointToPoint(tun: Tun): void {
  tun.addressAssigned = 'permanent'
  tun.arp = false
  tun.txQueueLength = TUN_QUEUE
}
