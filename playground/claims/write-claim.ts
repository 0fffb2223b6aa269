import {
  type AskEvent,
  type Circumstances,
  type Claim,
  isAbout,
  type SendEvent,
} from '../../src/claims/claim.ts'
import { MACVLAN_MODES, type MacvlanMode } from '../../src/device/macvlan-device.ts'

/** A claim as the YAML that `readClaim` reads as the same claim again, with whatever else its author said of it. */
export function writeClaim(claim: Claim, says?: string): string {
  const lines = [
    says === undefined ? undefined : `says: ${JSON.stringify(says)}`,
    claim.how === 'always' ? undefined : `how: ${claim.how}`,
    field('when', whenWords(claim)),
    claim.event && (claim.event.do === 'send' ? sendLine(claim.event) : askLine(claim.event)),
    claim.who && `who: ${claim.who}`,
    `then: ${claim.verb}`,
  ]
  return lines
    .filter((line) => line !== undefined)
    .map((line) => `${line}\n`)
    .join('')
}

type Pair = readonly [name: string, value: string | undefined]

function field(name: string, pairs: readonly Pair[]): string | undefined {
  const said = pairs.filter(([, value]) => value !== undefined)
  if (said.length === 0) return undefined
  const line = `${name}: { ${said.map((pair) => pair.join(': ')).join(', ')} }`
  if (line.length <= 56) return line
  return `${name}:\n${said.map((pair) => `  ${pair.join(': ')}`).join('\n')}`
}

function whenWords(claim: Claim): readonly Pair[] {
  const { when } = claim
  return [
    ...modeWords(claim),
    ['hairpin', when.hairpin?.toString()],
    ['others', when.others === 'any' ? undefined : when.others],
    ['before', when.before === 'ordinary' ? undefined : when.before],
    ['nodst', when.nodst ? 'true' : undefined],
    ...LISTS.map((name): Pair => [name, some(when[name])]),
  ]
}

const LISTS = ['lists', 'promisc', 'down', 'joined'] as const

/** `mode` says it of both, where the claim names both without it. */
function modeWords(claim: Claim): readonly Pair[] {
  const { child, sibling } = claim.when
  const bare: Circumstances = { ...claim.when, child: undefined, sibling: undefined }
  const names = (role: 'child' | 'sibling') => isAbout({ ...claim, when: bare }, role)
  const same = child !== undefined && sibling !== undefined && child.join() === sibling.join()
  if (same && names('child') && names('sibling')) return [['mode', modes(child)]]
  return [
    ['child', modes(child)],
    ['sibling', modes(sibling)],
  ]
}

function modes(list: readonly MacvlanMode[] | undefined): string | undefined {
  if (list === undefined) return undefined
  return list.join() === MACVLAN_MODES.join() ? 'any' : some(list)
}

function some(list: readonly string[]): string | undefined {
  if (list.length === 0) return undefined
  return list.length === 1 ? list[0] : `[${list.join(', ')}]`
}

function sendLine({ from, to, as }: SendEvent): string | undefined {
  const kind = to === 'everyone' ? 'broadcast' : to === 'group' ? 'multicast' : undefined
  const where: Pair = kind === undefined ? ['to', to] : ['kind', kind]
  return field('send', [['from', from], where, ['as', as]])
}

function askLine(event: AskEvent): string | undefined {
  switch (event.do) {
    case 'create':
      return field('ask', [
        ['create', event.dev],
        ['address', event.address],
      ])
    case 'mode':
      return field('ask', [
        ['set', event.dev],
        ['mode', event.mode],
      ])
    case 'address':
      return field('ask', [
        ['set', event.dev],
        ['address', event.address],
      ])
    case 'up':
      return field('ask', [
        ['set', event.dev],
        ['up', String(event.up)],
      ])
  }
}
