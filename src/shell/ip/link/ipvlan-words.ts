import { IPVLAN_MODES, type IpvlanFlag, type IpvlanMode } from '../../../device/ipvlan-device.ts'
import { fail } from '../stop.ts'
import { ipvlanUsage } from '../usage/ipvlan.ts'
import { currentWord, type Handler, keywords, matches, readWords, take } from '../words.ts'
import type { KindReader } from './kinds.ts'

type Kind = 'ipvlan' | 'ipvtap'

interface IpvlanWords {
  readonly kind: Kind
  mode: IpvlanMode | undefined
  flag: IpvlanFlag | undefined
}

/** ipvlan_parse_opt(), which both kinds share. Who names no flag has asked for bridge: the attribute is always sent. */
export const readIpvlan =
  (kind: Kind): KindReader =>
  (_session, words) => {
    const state: IpvlanWords = { kind, mode: undefined, flag: undefined }
    readWords(words, KEYWORDS, state, unknownOption)
    const { mode, flag = 'bridge' } = state
    return { kind, options: { ...(mode && { mode }), flag } }
  }

const unknownOption: Handler<IpvlanWords> = ({ kind }, words) => {
  const word = currentWord(words)
  fail(matches(word, 'help') ? ipvlanUsage(kind) : `${kind}: unknown option "${word}"?\n${ipvlanUsage(kind)}`)
}

const KEYWORDS = keywords<IpvlanWords>({
  'mode*': take('mode', readMode),
  'private*': oneFlag('private'),
  'vepa*': oneFlag('vepa'),
  'bridge*': oneFlag('bridge'),
})

function readMode(word: string): IpvlanMode {
  const mode = IPVLAN_MODES.find((name) => name === word)
  return mode ?? fail('Error: argument of "mode" must be either "l2", "l3" or "l3s"\n')
}

/** A second one is no flag any more, but an unknown word. */
function oneFlag(flag: IpvlanFlag): Handler<IpvlanWords> {
  return (state, words) => {
    if (state.flag === undefined) state.flag = flag
    else unknownOption(state, words)
  }
}
