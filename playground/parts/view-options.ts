/** What the address asks to be shown (`?view=topology,terminal`), for pages that embed the lab. */
export const PARTS = ['topology', 'time', 'terminal', 'frames', 'why'] as const
export type Part = (typeof PARTS)[number]

/** Every part, unless some are named; names that are none are passed over. */
export function partsIn(search: string): ReadonlySet<Part> {
  const asked = new URLSearchParams(search).get('view')?.split(',') ?? []
  const found = PARTS.filter((part) => asked.includes(part))
  return new Set(found.length > 0 ? found : PARTS)
}

/** An embedded lab does without the page's own headline. */
export function isEmbedded(search: string): boolean {
  return new URLSearchParams(search).has('view')
}
