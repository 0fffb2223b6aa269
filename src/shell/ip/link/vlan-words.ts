import type { VlanOptions } from '../../../world/link-requests.ts'
import { readUnsigned } from '../numbers.ts'
import { fail, invalid, notModelled } from '../stop.ts'
import { VLAN_USAGE } from '../usage/vlan.ts'
import { currentWord, type Handler, keywords, matches, nextWord, readWords, take } from '../words.ts'
import type { KindReader } from './kinds.ts'
import { readOnOff } from './read.ts'

interface VlanWords {
  id: number | undefined
  looseBinding: boolean | undefined
}

/** vlan_parse_opt() */
export const readVlan: KindReader = (_session, words) => {
  const state: VlanWords = { id: undefined, looseBinding: undefined }
  readWords(words, KEYWORDS, state, unknownOption)
  return { kind: 'vlan', options: optionsOf(state) }
}

function optionsOf({ id, looseBinding }: VlanWords): VlanOptions {
  return { ...(id === undefined ? {} : { id }), ...(looseBinding === undefined ? {} : { looseBinding }) }
}

const KEYWORDS = keywords<VlanWords>({
  'protocol*': (_, words) => readProtocol(nextWord(words)),
  'id*': take('id', (word) => readUnsigned(word, 0xffff) ?? invalid(word, 'id is invalid')),
  'reorder_hdr*': flag('reorder_hdr', true),
  'gvrp*': flag('gvrp', false),
  'mvrp*': flag('mvrp', false),
  'loose_binding*': (state, words) => {
    state.looseBinding = readOnOff('loose_binding', nextWord(words))
  },
  'bridge_binding*': flag('bridge_binding', false),
  'ingress-qos-map*': () => notModelled('ingress-qos-map'),
  'egress-qos-map*': () => notModelled('egress-qos-map'),
})

const unknownOption: Handler<VlanWords> = (_, words) => {
  const word = currentWord(words)
  fail(matches(word, 'help') ? VLAN_USAGE : `vlan: unknown command "${word}"?\n${VLAN_USAGE}`)
}

/** ll_proto_a2n(), of the two that a VLAN device may have. */
function readProtocol(word: string): void {
  const name = word.toLowerCase()
  if (name === '802.1ad') notModelled('protocol 802.1ad')
  if (name !== '802.1q') invalid(word, 'protocol is invalid')
}

/** A flag that only has its usual value here. */
function flag(name: string, usual: boolean): Handler<VlanWords> {
  return (_, words) => {
    const word = nextWord(words)
    if (readOnOff(name, word) !== usual) notModelled(`${name} ${word}`)
  }
}
