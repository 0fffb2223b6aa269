import type { LinkChanges, NewLink } from '../../../world/link-requests.ts'
import { type LinkWords, macOf, masterOf, netnsOf } from './read.ts'

/** What a new device, or a new peer, is given besides its type. */
export function newLink(state: LinkWords): Omit<NewLink, 'type'> {
  const { master, ...attributes } = attributesOf(state)
  return {
    ...attributes,
    ...(master ? { master } : {}),
    ...(state.index === undefined ? {} : { ifindex: state.index }),
  }
}

/** What of the words becomes attributes of the request (IFLA_*), whatever the kind. */
export function attributesOf(state: LinkWords): Omit<LinkChanges, 'type'> {
  return {
    ...state.settings,
    ...macOf(state),
    ...netnsOf(state),
    ...masterOf(state),
    ...(state.group === undefined ? {} : { group: state.group }),
    ...(state.name === undefined ? {} : { name: state.name }),
  }
}
