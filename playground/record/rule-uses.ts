import { RULE_BOOK } from '../../src/explain/rule-book.ts'
import type { Flight } from './flights.ts'

/** What a rule's page says beside the rule: where it stands, who leads to it, which frames met it. */
export interface RuleUses {
  readonly chapter: string
  readonly source: string
  readonly from: readonly string[]
  readonly frames: readonly number[]
}

export function usesOf(id: string, flights: readonly Flight[]): RuleUses {
  const chapter = RULE_BOOK.find(({ rules }) => rules.some((rule) => rule.id === id))
  const all = RULE_BOOK.flatMap(({ rules }) => rules)
  return {
    chapter: chapter?.title ?? '',
    source: chapter?.source ?? '',
    from: all.filter(({ yes, no }) => yes === id || no === id).map((rule) => rule.id),
    frames: flights
      .filter(({ records }) => records.some((one) => one.kind === 'decision' && one.rule === id))
      .map(({ number }) => number),
  }
}
