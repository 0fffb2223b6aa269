import { en, type Words } from '../words/en.ts'
import { zh } from '../words/zh.ts'

const KEY = 'macvlan-lab.language'

export function wordsIn(language: string): Words {
  return language.startsWith('zh') ? zh : en
}

/** What the reader chose, else what the browser asks for. */
export function preferredWords(): Words {
  return wordsIn(asked() ?? remembered() ?? navigator.languages.find((one) => /^(zh|en)/.test(one)) ?? 'en')
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
