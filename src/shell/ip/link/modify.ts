import type { Device } from '../../../device/device.ts'
import { type Reply, refuse } from '../../../device/errno.ts'
import { setAddressMode } from '../../../world/inet6.ts'
import type { LinkChanges, NewLinkType } from '../../../world/link-requests.ts'
import { changeLink, createLink, deleteLink } from '../../../world/links.ts'
import { type Command, report, type Session } from '../session.ts'
import { exit, fail } from '../stop.ts'
import { LINK_USAGE } from '../usage/link.ts'
import { currentWord, hasWord, matches, type Words } from '../words.ts'
import { attributesOf, newLink } from './attributes.ts'
import { KINDS, type KindOptions } from './kinds.ts'
import { existingDevice, type LinkWords, lowerDevice, readLink } from './read.ts'

const LONGEST_NAME = 15

export const addLink: Command = (session, words) => {
  const state = readLink(session, words, true)
  return report(create(session, state, words))
}

/** NLM_F_CREATE | NLM_F_REPLACE: the kernel does not replace devices. */
export const replaceLink: Command = (session, words) => {
  const state = readLink(session, words, true)
  const exists = state.name !== undefined && session.netns.byName.has(state.name)
  const reply = create(session, state, words)
  return report(reply?.errno === 'EEXIST' && exists ? refuse('EOPNOTSUPP') : reply)
}

export const setLink: Command = (session, words) => {
  const state = readLink(session, words, false)
  if (state.group !== undefined && state.dev === undefined) return changeGroup(session, state)
  const dev = existingDevice(state)
  const options = readKindOptions(session, state, words)
  if (isTooLong(state.name)) return report(TOO_LONG)
  const refusal = changeLink(session.world, dev, changesOf(state, options))
  return report(refusal ?? changeAddressMode(session, dev, state))
}

function changeAddressMode({ world }: Session, dev: Device, { addressMode }: LinkWords): Reply {
  return addressMode === undefined ? undefined : setAddressMode(world, dev, addressMode)
}

export const removeLink: Command = (session, words) => {
  const state = readLink(session, words, false)
  if (state.group !== undefined && state.dev === undefined) return deleteGroup(session, state.group)
  const dev = existingDevice(state)
  readKindOptions(session, state, words)
  return report(deleteLink(session.world, dev))
}

function create(session: Session, state: LinkWords, words: Words): Reply {
  const lower = lowerDevice(state)
  const options = readKindOptions(session, state, words)
  if (state.kind === undefined) fail('Not enough information: "type" argument is required\n')
  if (isTooLong(state.name)) return TOO_LONG
  const type = newType(session, state.kind, options, lower)
  if (!type) return refuse('EOPNOTSUPP', 'Unknown device type')
  return createLink(session.world, session.netns, { ...newLink(state), type })
}

const TOO_LONG = refuse('ERANGE', 'Attribute failed policy validation')

function isTooLong(name: string | undefined): boolean {
  return name !== undefined && name.length > LONGEST_NAME
}

function newType(
  { world }: Session,
  kind: string,
  options: KindOptions | undefined,
  lower: Device | undefined,
): NewLinkType | undefined {
  switch (kind) {
    case 'dummy':
      return { kind }
    case 'veth':
      return { kind, peer: options?.kind === 'veth' ? options.peer : {} }
    case 'bridge':
      return options?.kind === 'bridge' ? { kind, options: options.options } : { kind }
    case 'tun':
      return { kind }
    case 'macvlan':
    case 'macvtap':
      return options?.kind === kind ? { kind, lower, options: options.options } : { kind, lower }
    case 'ipvlan':
    case 'ipvtap':
      if (!world.settings.ipvlans) return undefined
      return options?.kind === kind ? { kind, lower, options: options.options } : { kind, lower }
    case 'vlan':
      if (!world.settings.vlans) return undefined
      return options?.kind === 'vlan' ? { kind, lower, options: options.options } : { kind, lower }
    default:
      return undefined
  }
}

function changesOf(state: LinkWords, options: KindOptions | undefined): LinkChanges {
  // It has no options, yet naming it is enough to be refused.
  if (state.kind === 'tun') return { ...attributesOf(state), type: { kind: 'tun' } }
  if (options?.kind === 'bridge_slave') return { ...attributesOf(state), port: options.changes }
  const type = changedType(state.kind, options)
  return { ...attributesOf(state), ...(type === undefined ? {} : { type }) }
}

/** Only of a VLAN device does the kernel want options whenever its kind is named (vlan_validate). */
function changedType(
  kind: string | undefined,
  options: Exclude<KindOptions, { kind: 'bridge_slave' }> | undefined,
): LinkChanges['type'] {
  if (options === undefined) return kind === 'vlan' ? { kind } : undefined
  return options.kind === 'veth' ? undefined : options
}

/** What follows `type KIND`. */
function readKindOptions(session: Session, state: LinkWords, words: Words): KindOptions | undefined {
  if (state.kind === undefined || !hasWord(words)) return undefined
  const read = KINDS[state.kind]
  if (read) return read(session, words, state.creating)
  if (matches(currentWord(words), 'help')) exit(LINK_USAGE)
  return fail(`Garbage instead of arguments "${currentWord(words)} ...". Try "ip link help".\n`)
}

/** rtnl_group_changelink: stops at the first device that refuses. */
function changeGroup(session: Session, state: LinkWords): number {
  const changes = changesOf({ ...state, group: undefined }, undefined)
  for (const dev of groupMembers(session, state.group!)) report(changeLink(session.world, dev, changes))
  return 0
}

/** rtnl_group_dellink: all of them or none. */
function deleteGroup(session: Session, group: number): number {
  const members = groupMembers(session, group)
  if (members.length === 0) return report(refuse('ENODEV'))
  if (members.some(({ driver }) => driver.kind === 'loopback' || (driver.kind === 'veth' && driver.physical)))
    return report(refuse('EOPNOTSUPP'))
  for (const dev of members)
    if (session.netns.devices.get(dev.ifindex) === dev) deleteLink(session.world, dev)
  return 0
}

function groupMembers({ netns }: Session, group: number): Device[] {
  return [...netns.devices.values()].filter((dev) => dev.group === group)
}
