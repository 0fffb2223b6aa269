import type { Mac } from '../frame/mac.ts'
import type { MacvlanOptions, SourceChange } from '../world/link-requests.ts'
import type { Changes, Step } from './step.ts'
import type { Address, Wish, WishedChanges, WishedOptions, WishedSources } from './wish.ts'

/** Nobody has this one. */
const STRANGER = 0x0200_0000_00ff as Mac

/** undefined: no such device; `netns`: where it is. */
export type DeviceOf = (dev: string) => { readonly mac: Mac; readonly netns: string } | undefined

/** The step that a wish is now; undefined if it is about a device that is not there, or is there already. */
export function resolve(wish: Wish, deviceOf: DeviceOf): Step | undefined {
  if (!isPossible(wish, deviceOf)) return undefined
  const mac = (address: Address): Mac =>
    typeof address === 'number' ? address : (deviceOf(address.of)?.mac ?? STRANGER)
  switch (wish.do) {
    case 'create': {
      const { kind, mtu, options, ...rest } = wish
      return {
        ...rest,
        ...given({ kind }),
        mac: mac(wish.mac),
        ...given({ mtu }),
        options: optionsOf(options, mac),
      }
    }
    case 'change':
      return { ...wish, changes: changesOf(wish.changes, mac) }
    case 'macvlan': {
      const { kind, ...rest } = wish
      return { ...rest, ...given({ kind }), options: optionsOf(wish.options, mac) }
    }
    case 'send': {
      const { vlan, payload, written, ...rest } = wish
      return { ...rest, dst: mac(wish.dst), src: mac(wish.src), ...given({ vlan, payload, written }) }
    }
    case 'fdb': {
      const { vlan, ...rest } = wish
      return { ...rest, mac: mac(wish.mac), ...given({ vlan }) }
    }
    case 'neighbour':
      return { ...wish, mac: mac(wish.mac) }
    case 'create ipvlan': {
      const { mode, flag, mtu, ...rest } = wish
      return { ...rest, ...given({ mode, flag, mtu }) }
    }
    case 'ipvlan': {
      const { mode, flag, ...rest } = wish
      return { ...rest, ...given({ mode, flag }) }
    }
    case 'delete':
    case 'bridge':
    case 'filtering':
    case 'vlan':
    case 'create vlan':
    case 'create tap':
    case 'tap':
    case 'address':
    case 'ipv6':
    case 'address6':
    case 'port':
    case 'group':
      return wish
  }
}

/** A new device stands on one of the namespace that the request is made in. */
function isPossible(wish: Wish, deviceOf: DeviceOf): boolean {
  const exists = deviceOf(wish.dev) !== undefined
  if (wish.do === 'create tap') return !exists
  if (wish.do !== 'create' && wish.do !== 'create vlan' && wish.do !== 'create ipvlan') return exists
  return !exists && deviceOf(wish.lower)?.netns === 'x'
}

type MacOf = (address: Address) => Mac

function changesOf({ address, ...rest }: WishedChanges, mac: MacOf): Changes {
  return { ...given(rest), ...(address !== undefined && { address: mac(address) }) }
}

function optionsOf({ sources, ...rest }: WishedOptions, mac: MacOf): MacvlanOptions {
  return { ...given(rest), ...(sources !== undefined && { sources: sourcesOf(sources, mac) }) }
}

function sourcesOf(sources: WishedSources, mac: MacOf): SourceChange {
  switch (sources.how) {
    case 'flush':
      return sources
    case 'set':
      return { how: 'set', addresses: sources.addresses.map(mac) }
    case 'add':
    case 'del':
      return { how: sources.how, address: mac(sources.address) }
  }
}

type Given<T> = { [K in keyof T]?: Exclude<T[K], undefined> }

/** Without the fields that are undefined. */
function given<T extends object>(fields: T): Given<T> {
  const found: Partial<T> = {}
  for (const key in fields) if (fields[key] !== undefined) found[key] = fields[key]
  return found as Given<T>
}
