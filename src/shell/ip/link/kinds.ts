import type { PortChanges } from '../../../bridge/port-settings.ts'
import type {
  BridgeOptions,
  IpvlanOptions,
  MacvlanOptions,
  VethPeer,
  VlanOptions,
} from '../../../world/link-requests.ts'
import type { Session } from '../session.ts'
import type { Words } from '../words.ts'
import { readBridgeSlave } from './bridge-slave-words.ts'
import { readBridge } from './bridge-words.ts'
import { readIpvlan } from './ipvlan-words.ts'
import { readMacvlan } from './macvlan-words.ts'
import { readVeth } from './veth-words.ts'
import { readVlan } from './vlan-words.ts'

/** What the words after `type KIND` ask for. */
export type KindOptions =
  | { readonly kind: 'macvlan' | 'macvtap'; readonly options: MacvlanOptions }
  | { readonly kind: 'ipvlan' | 'ipvtap'; readonly options: IpvlanOptions }
  | { readonly kind: 'bridge'; readonly options: BridgeOptions }
  | { readonly kind: 'vlan'; readonly options: VlanOptions }
  | { readonly kind: 'veth'; readonly peer: VethPeer }
  | { readonly kind: 'bridge_slave'; readonly changes: PortChanges }

export type KindReader = (session: Session, words: Words, creating: boolean) => KindOptions | undefined

/** Kinds that iproute2 reads options of; the kernel of this world has only those above, and tun. */
const OTHER_KINDS =
  'amt bareudp batadv bond bond_slave can dsa erspan geneve gre gretap gtp hsr ifb ip6erspan ip6gre ip6gretap ' +
  'ip6tnl ipip ipoib lowpan macsec netdevsim nlmon rmnet sit team team_slave vcan virt_wifi ' +
  'tun vrf vti vti6 vxcan vxlan wwan xfrm'

export const KINDS: Readonly<Record<string, KindReader>> = {
  macvlan: readMacvlan('macvlan'),
  macvtap: readMacvlan('macvtap'),
  ipvlan: readIpvlan('ipvlan'),
  ipvtap: readIpvlan('ipvtap'),
  bridge: readBridge,
  veth: readVeth,
  vlan: readVlan,
  // It has no options, and what stands there is passed over.
  dummy: () => undefined,
  bridge_slave: readBridgeSlave,
  ...Object.fromEntries(OTHER_KINDS.split(' ').map((kind) => [kind, () => undefined])),
}
