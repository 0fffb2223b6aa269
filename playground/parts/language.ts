import { en, type Words } from '../words/en.ts'
import { ENGLISH_RULES, type RuleWords } from '../words/rule-words.ts'
import { zh } from '../words/zh.ts'

const KEY = 'macvlan-lab.language'

export function wordsIn(language: string): Words {
  return language.startsWith('zh') ? zh : en
}

/** What the reader chose, else what the browser asks for. */
export function preferredWords(): Words {
  return wordsIn(asked() ?? remembered() ?? navigator.languages.find((one) => /^(zh|en)/.test(one)) ?? 'en')
}

/** Words for all labs and rules, which the first picture can do without. */
export async function moreWords(words: Words): Promise<{ readonly words: Words; readonly rules: RuleWords }> {
  if (words.language === 'en') return { words, rules: ENGLISH_RULES }
  const [{ CHINESE_LABS: labs }, { CHINESE_RULES: rules }, { chineseInfo: info }] = await Promise.all([
    import('../words/labs-zh.ts'),
    import('../words/rules-zh.ts'),
    import('../words/info-zh.ts'),
  ])
  const labTitle = (name: string) => labs[name]?.[0] ?? zh.labTitle(name)
  const labAbout = (name: string, english: string) => labs[name]?.[1] ?? zh.labAbout(name, english)
  return { words: { ...words, labTitle, labAbout, info }, rules }
}

export function chooseLanguage({ language }: Words): void {
  try {
    localStorage.setItem(KEY, language)
  } catch {
    // Storage is refused to some embedded pages; then the choice lasts as long as the page.
  }
}

function remembered(): string | undefined {
  try {
    return localStorage.getItem(KEY) ?? undefined
  } catch {
    return undefined
  }
}

/** By the address, as pages do that embed the lab. */
function asked(): string | undefined {
  return new URLSearchParams(location.search).get('lang') ?? undefined
}
