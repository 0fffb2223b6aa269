import { IPVLAN_FLAGS, IPVLAN_MODES, type IpvlanFlag, type IpvlanMode } from '../../device/ipvlan-device.ts'
import {
  MessageWriter,
  NLM_F_ACK,
  NLM_F_CREATE_EXCL,
  NLM_F_REQUEST,
} from '../../harness/agent/netlink-message.ts'
import { IFF } from '../link-view.ts'
import { FRESH_GROUP, RTM_NEWLINK } from './link-requests.ts'

const IFLA = { name: 3, mtu: 4, link: 5, linkinfo: 18, group: 27, netnsFd: 28 }
const [INFO_KIND, INFO_DATA] = [1, 2]
const [IFLA_IPVLAN_MODE, IFLA_IPVLAN_FLAGS] = [1, 2]

interface PortOptions {
  readonly mode?: IpvlanMode | undefined
  readonly flag?: IpvlanFlag | undefined
}

export interface NewIpvlan extends PortOptions {
  readonly name: string
  readonly index: number
  readonly lower: number
  readonly up: boolean
  readonly mtu: number | undefined
  /** A descriptor of the namespace that it shall be in; undefined: this one. */
  readonly netns: number | undefined
}

/** It goes with the fresh macvlans. */
export function addIpvlan({ name, index, lower, up, mtu, netns, ...options }: NewIpvlan): MessageWriter {
  const header = { index, flags: up ? IFF.up : 0, change: up ? IFF.up : 0 }
  const message = new MessageWriter(RTM_NEWLINK, NLM_F_REQUEST | NLM_F_ACK | NLM_F_CREATE_EXCL, header)
  message.text(IFLA.name, name).u32(IFLA.link, lower).u32(IFLA.group, FRESH_GROUP)
  if (mtu !== undefined) message.u32(IFLA.mtu, mtu)
  if (netns !== undefined) message.u32(IFLA.netnsFd, netns)
  return ipvlanInfo(message, options)
}

export function changeIpvlan(index: number, options: PortOptions): MessageWriter {
  return ipvlanInfo(new MessageWriter(RTM_NEWLINK, NLM_F_REQUEST | NLM_F_ACK, { index }), options)
}

function ipvlanInfo(message: MessageWriter, { mode, flag }: PortOptions): MessageWriter {
  return message.nested(IFLA.linkinfo, (info) =>
    info.text(INFO_KIND, 'ipvlan').nested(INFO_DATA, (data) => {
      if (mode !== undefined) data.bytes(IFLA_IPVLAN_MODE, Uint8Array.of(IPVLAN_MODES.indexOf(mode), 0))
      if (flag !== undefined) data.bytes(IFLA_IPVLAN_FLAGS, Uint8Array.of(IPVLAN_FLAGS.indexOf(flag), 0))
    }),
  )
}

/** `l2 bridge`, of the numbers in an answer to RTM_GETLINK. */
export function ipvlanText(mode: number, flag: number): string {
  return `${IPVLAN_MODES[mode]} ${IPVLAN_FLAGS[flag]}`
}

export const IPVLAN_DATA = { mode: IFLA_IPVLAN_MODE, flags: IFLA_IPVLAN_FLAGS } as const
