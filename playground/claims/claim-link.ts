/** The address of a claim: `#claim=` and a saying's ID, or the claim itself; `#claims`: all of them. */
const PREFIX = '#claim='
const ALL = '#claims'
/** Of a claim's text. */
const LONGEST = 4_000

/** What the address leads to: a claim's text, '' for all claims; undefined: something else. */
export function claimInLink(hash: string): string | undefined {
  if (hash === ALL || hash === PREFIX) return ''
  if (!hash.startsWith(PREFIX)) return undefined
  try {
    return decodeURIComponent(hash.slice(PREFIX.length)).slice(0, LONGEST)
  } catch {
    return hash.slice(PREFIX.length)
  }
}

/** The shorter, where a claim is a saying. */
export function linkToClaim({
  id,
  text,
}: {
  readonly id: string | undefined
  readonly text: string
}): string {
  return `${PREFIX}${id ?? encodeURIComponent(text)}`
}

export const LINK_TO_CLAIMS = ALL
