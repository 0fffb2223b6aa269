import { ENDS } from './rule-ends-zh.ts'
import { QUESTIONS } from './rule-questions-zh.ts'
import { REASONS } from './rule-reasons-zh.ts'
import type { RuleWords } from './rule-words.ts'

/** 规则的中文。 */
export const CHINESE_RULES: RuleWords = {
  question: (id, english) => QUESTIONS[id] ?? english,
  end: (english) => ENDS[english] ?? english,
  reason: (english) => {
    for (const [pattern, chinese] of REASONS)
      if (pattern.test(english)) return english.replace(pattern, chinese)
    return english
  },
}
