import { print } from '../session.ts'
import { duplicate, fail } from '../stop.ts'
import { VETH_USAGE } from '../usage/veth.ts'
import { currentWord } from '../words.ts'
import { newLink } from './attributes.ts'
import type { KindReader } from './kinds.ts'
import { checkOneName, existingDevice, readLink } from './read.ts'

/** veth_parse_opt(): `peer` and then the words of another `ip link add`. */
export const readVeth: KindReader = (session, words, creating) => {
  if (currentWord(words) !== 'peer') {
    print(session, VETH_USAGE)
    fail('')
  }
  words.at++
  const peer = readLink(session, words, creating)
  if (peer.kind !== undefined) duplicate('type', peer.kind)
  if (creating) checkOneName(peer)
  else existingDevice(peer)
  return { kind: 'veth', peer: newLink(peer) }
}
