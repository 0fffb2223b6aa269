import { RULE_BOOK } from '../../src/explain/rule-book.ts'
import { FREEDOMS } from '../../src/fuzz/freedoms.ts'
import type { Conformance } from './data.ts'
import { renderBlock, renderConformance } from './render.ts'

export const DATA = 'docs/conformance.json'
export const PAGE = 'docs/conformance.md'
export const README = 'README.md'

/** What labs and fuzzed worlds are recorded for: how macvlan, a bridge and their devices forward. */
const CHAPTERS = ['Macvlan', 'Linux bridge, the external switch', 'Devices and cables']

export function pageOf(found: Conformance): string {
  const chapters = RULE_BOOK.filter(({ title }) => CHAPTERS.includes(title))
  return renderConformance(found, chapters, FREEDOMS)
}

const BLOCK = /(<!-- figures[^>]*-->\n)[\s\S]*?(<!-- end of figures -->)/

/** Throws if the marks are gone. */
export function withBlock(readme: string, found: Conformance): string {
  if (!BLOCK.test(readme)) throw new Error(`${README} has no place for the figures`)
  return readme.replace(BLOCK, (_all, begin, end) => `${begin}${renderBlock(found)}\n${end}`)
}
