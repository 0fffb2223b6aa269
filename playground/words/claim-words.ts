import { type ClaimWords, claimsEn } from './claims-en.ts'
import { claimsZh } from './claims-zh.ts'
import type { Words } from './en.ts'

/** The words of the view of claims, in the language of the page. */
export function claimWordsIn({ language }: Words): ClaimWords {
  return language.startsWith('zh') ? claimsZh : claimsEn
}
