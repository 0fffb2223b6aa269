import { ADDRESSES_AND_PROMISCUITY } from './folklore/addresses.ts'
import { HOST_AND_BRIDGE } from './folklore/host-and-bridge.ts'
import { PASSTHRU_AND_SOURCE } from './folklore/passthru-and-source.ts'
import { PRIVATE_AND_VEPA } from './folklore/private-and-vepa.ts'
import type { Saying } from './saying.ts'

/** What articles, manuals and answers in forums say about macvlan, each as a claim that worlds can contradict. */
export const FOLKLORE: readonly Saying[] = [
  ...PRIVATE_AND_VEPA,
  ...HOST_AND_BRIDGE,
  ...PASSTHRU_AND_SOURCE,
  ...ADDRESSES_AND_PROMISCUITY,
]
