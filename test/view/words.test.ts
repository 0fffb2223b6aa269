import { describe, expect, test } from 'vitest'
import { scenarioNames } from '../../playground/build/scenario-files.ts'
import { en } from '../../playground/words/en.ts'
import { fieldName } from '../../playground/words/fields.ts'
import { chineseInfo } from '../../playground/words/info-zh.ts'
import { CHINESE_LABS } from '../../playground/words/labs-zh.ts'
import { CHINESE_RULES } from '../../playground/words/rules-zh.ts'
import { zh } from '../../playground/words/zh.ts'
import { isRuleId } from '../../src/device/rule.ts'
import { RULE_BOOK } from '../../src/explain/rule-book.ts'

const rules = RULE_BOOK.flatMap((chapter) => chapter.rules)
const ends = new Set(rules.flatMap(({ yes, no }) => [yes, no]).filter((one) => !isRuleId(one)))

/** What is new is told in English until somebody has put it in Chinese. */
const FEW = 6

/** `outcome.dropped function`: every word's name and what it is. */
function shapeOf(words: object, above = ''): string[] {
  return Object.entries(words).flatMap(([name, word]) =>
    typeof word === 'object' && !Array.isArray(word)
      ? shapeOf(word, `${above}${name}.`)
      : [`${above}${name} ${Array.isArray(word) ? `list of ${word.length}` : typeof word}`],
  )
}

describe('English and Chinese', () => {
  test('have the same words', () => {
    expect(shapeOf(zh).toSorted()).toEqual(shapeOf(en).toSorted())
  })

  test('no sentence was left empty', () => {
    for (const words of [en, zh]) expect(JSON.stringify(words).match(/""/g)).toBeNull()
  })

  test('scenarios have a Chinese title and sentence, but for the newest few', () => {
    const inEnglish = scenarioNames().filter(
      (name) => !CHINESE_LABS[name] && zh.labTitle(name) === en.labTitle(name),
    )
    expect(inEnglish.slice(FEW)).toEqual([])
  })

  test('what frames say is told in Chinese: addresses and fields stay', () => {
    const said: readonly (readonly [string, string])[] = [
      ['Request who-has 10.0.0.2 tell 10.0.0.1, length 28', '请求：谁有 10.0.0.2？告诉 10.0.0.1，长度 28'],
      ['Reply 10.0.0.2 is-at 02:00:00:00:00:02, length 28', '应答：10.0.0.2 在 02:00:00:00:00:02，长度 28'],
      ['echo request, id 7, seq 1, length 64', '回显请求，id 7，seq 1，长度 64'],
      ['host 10.0.0.9 unreachable, length 92', '主机 10.0.0.9 不可达，长度 92'],
      ['an ICMP error for 10.0.0.1', '给 10.0.0.1 的 ICMP 差错'],
      ['Flags [S], seq 1', 'Flags [S]，seq 1'],
    ]
    for (const [english, chinese] of said) expect(chineseInfo(english)).toBe(chinese)
  })

  test('rules ask their questions in Chinese, and ends are told, but for the newest few', () => {
    const asked = rules.filter(({ id, question }) => CHINESE_RULES.question(id, question) === question)
    expect(asked.slice(FEW)).toEqual([])
    expect([...ends].filter((end) => CHINESE_RULES.end(end) === end).slice(FEW)).toEqual([])
  })

  test('what the model says of a frame keeps its addresses', () => {
    expect(CHINESE_RULES.reason('an ARP request: who has 192.168.56.1?')).toBe(
      'ARP 请求：谁有 192.168.56.1？',
    )
    expect(CHINESE_RULES.reason('something new')).toBe('something new')
  })

  test('fields of frames have names in both', () => {
    expect(fieldName('Time to live', 'en')).toBe('Time to live')
    expect(fieldName('Time to live', 'zh-CN')).toBe('生存时间')
  })
})
