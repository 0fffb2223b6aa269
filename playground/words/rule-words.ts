/** Puts a rule's question and its answers' ends in the reader's language. */
export interface RuleWords {
  readonly question: (id: string, english: string) => string
  readonly end: (english: string) => string
  /** What the model said of a frame. */
  readonly reason: (english: string) => string
}

const asItIs = (english: string) => english

export const ENGLISH_RULES: RuleWords = { question: (_, english) => english, end: asItIs, reason: asItIs }
