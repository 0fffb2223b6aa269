/** Puts a rule's question and its answers' ends in the reader's language. */
export interface RuleWords {
  readonly question: (id: string, english: string) => string
  readonly end: (english: string) => string
}

export const ENGLISH_RULES: RuleWords = { question: (_, english) => english, end: (english) => english }
