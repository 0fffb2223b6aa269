import { ADDRESSES_AND_PROMISCUITY } from '../../src/claims/folklore/addresses.ts'
import { HOST_AND_BRIDGE } from '../../src/claims/folklore/host-and-bridge.ts'
import { PASSTHRU_AND_SOURCE } from '../../src/claims/folklore/passthru-and-source.ts'
import { PRIVATE_AND_VEPA } from '../../src/claims/folklore/private-and-vepa.ts'
import type { Saying } from '../../src/claims/saying.ts'

/** Sayings that belong together. */
export interface Group {
  readonly name: GroupName
  readonly sayings: readonly Saying[]
}

export type GroupName = 'private-vepa' | 'host-bridge' | 'passthru-source' | 'addresses'

export const GROUPS: readonly Group[] = [
  { name: 'private-vepa', sayings: PRIVATE_AND_VEPA },
  { name: 'host-bridge', sayings: HOST_AND_BRIDGE },
  { name: 'passthru-source', sayings: PASSTHRU_AND_SOURCE },
  { name: 'addresses', sayings: ADDRESSES_AND_PROMISCUITY },
]

/** The sayings that hold every word that is looked for, in whichever language; groups without any are left out. */
export function sayingsWith(search: string): readonly Group[] {
  const wanted = search.toLowerCase().split(/\s+/).filter(Boolean)
  const isFound = ({ id, says, source, yaml }: Saying) => {
    const text = `${id} ${says.en} ${says.zh} ${source.name} ${yaml}`.toLowerCase()
    return wanted.every((word) => text.includes(word))
  }
  return GROUPS.map(({ name, sayings }) => ({ name, sayings: sayings.filter(isFound) })).filter(
    ({ sayings }) => sayings.length > 0,
  )
}
