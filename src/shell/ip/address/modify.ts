import type { Device } from '../../../device/device.ts'
import { refuse } from '../../../device/errno.ts'
import { directedBroadcast, type Ipv4, subnetOf } from '../../../frame/ipv4-address.ts'
import type { Scope } from '../../../stack/inet.ts'
import type { AddHow } from '../../../stack/requests.ts'
import { addAddress, deleteAddress } from '../../../world/inet.ts'
import { addAddress6, deleteAddress6 } from '../../../world/inet6.ts'
import { complain, report, requireDevice, type Session } from '../session.ts'
import { fail } from '../stop.ts'
import type { Words } from '../words.ts'
import { type AddressWords, checkAutojoin, readAddressWords } from './read.ts'

/** ipaddr_modify() */
export function modifyAddress(session: Session, words: Words, how: AddHow | 'delete'): number {
  const state = readAddressWords(session, words)
  if (state.dev === undefined) fail('Not enough information: "dev" argument is required.\n')
  if (how === 'delete' && isWildcard(state)) warnOfWildcard(session, state)
  const broadcast = how === 'delete' ? undefined : broadcastOf(state)
  const dev = requireDevice(session, state.dev)
  checkLifetimes(state)
  checkAutojoin(state)
  if (state.family === 'inet6' && state.local)
    return report(how === 'delete' ? remove6(session, dev, state) : add6(session, dev, state, how))
  if (!state.local || state.family === 'unspec') return report(refuse('EOPNOTSUPP'))
  return report(how === 'delete' ? remove(session, dev, state) : add(session, dev, state, broadcast, how))
}

function add(session: Session, dev: Device, state: AddressWords, broadcast: Ipv4 | undefined, how: AddHow) {
  const { local, peer, label, metric, validLifetime, preferredLifetime, noprefixroute } = state
  const address = {
    local: local!.address,
    prefix: prefixLength(state),
    peer: peer?.address,
    broadcast,
    scope: state.scope ?? defaultScope(local!.address),
    label,
    metric,
    noprefixroute,
    validLifetime,
    preferredLifetime,
  }
  return addAddress(session.world, dev, address, how)
}

function add6(session: Session, dev: Device, state: AddressWords, how: AddHow) {
  const { local, peer, metric, validLifetime, preferredLifetime, noprefixroute, nodad, mngtmpaddr } = state
  const address = {
    local: local!.address6,
    prefix: prefixLength(state),
    peer: peer?.address6,
    ...{ metric, nodad, noprefixroute, mngtmpaddr, validLifetime, preferredLifetime },
  }
  return addAddress6(session.world, dev, address, how)
}

function remove6({ world }: Session, dev: Device, state: AddressWords) {
  return deleteAddress6(world, dev, state.local!.address6, prefixLength(state))
}

function remove(session: Session, dev: Device, state: AddressWords) {
  const { local, peer, label } = state
  const prefix = isWildcard(state) ? undefined : prefixLength(state)
  return deleteAddress(session.world, dev, { local: local!.address, prefix, peer: peer?.address, label })
}

/** The peer's length counts where there is one. */
function prefixLength({ local, peer }: AddressWords): number {
  return peer && peer.bits > 0 ? peer.bits : local!.bits
}

function defaultScope(local: Ipv4): Scope {
  return local >>> 24 === 127 ? 'host' : 'global'
}

function isWildcard({ local, peer }: AddressWords): boolean {
  return local !== undefined && peer === undefined && local.family === 'inet' && !local.given
}

function warnOfWildcard(session: Session, { localWord }: AddressWords): void {
  complain(
    session,
    'Warning: Executing wildcard deletion to stay compatible with old scripts.\n' +
      `         Explicitly specify the prefix length (${localWord}/32) to avoid this warning.\n` +
      '         This special behaviour is likely to disappear in further releases,\n' +
      '         fix your scripts!\n',
  )
}

/** `brd +` is the subnet's highest address, `brd -` its lowest; a subnet of two has neither. */
function broadcastOf(state: AddressWords): Ipv4 | undefined {
  const { broadcast, local, peer } = state
  if (broadcast === undefined || typeof broadcast === 'number') return broadcast
  if (state.family !== 'inet') fail('Broadcast can be set only for IPv4 addresses\n')
  const subnet = peer ?? local
  if (!subnet || subnet.bits > 30) return undefined
  return broadcast === '+'
    ? directedBroadcast(subnet.address, subnet.bits)
    : subnetOf(subnet.address, subnet.bits)
}

/** What is not given lasts for ever, so a valid_lft alone is less than its preferred_lft. */
function checkLifetimes({ validLifetime, preferredLifetime }: AddressWords): void {
  if (validLifetime === 0) fail('valid_lft is zero\n')
  if ((validLifetime ?? Infinity) < (preferredLifetime ?? Infinity))
    fail('preferred_lft is greater than valid_lft\n')
}
