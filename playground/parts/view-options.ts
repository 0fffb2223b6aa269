/** What the address asks to be shown (`?view=topology,terminal`), for pages that embed the lab. */
export const PARTS = ['topology', 'time', 'terminal', 'frames', 'why'] as const
export type Part = (typeof PARTS)[number]

/** Where a claim's world is watched, if nothing else is asked for. */
const FOR_A_CLAIM: readonly Part[] = ['topology', 'time']

/** Every part, unless some are named; names that are none are passed over. */
export function partsIn(search: string): ReadonlySet<Part> {
  const asked = askedIn(search)
  const found = PARTS.filter((part) => asked.includes(part))
  if (found.length > 0) return new Set(found)
  return new Set(asksForClaims(search) ? FOR_A_CLAIM : PARTS)
}

/** Whether the view of claims is what is asked for (`?view=claim`). */
export function asksForClaims(search: string): boolean {
  return askedIn(search).includes('claim')
}

function askedIn(search: string): readonly string[] {
  return new URLSearchParams(search).get('view')?.split(',') ?? []
}

/** An embedded lab does without the page's own headline. */
export function isEmbedded(search: string): boolean {
  return new URLSearchParams(search).has('view')
}
