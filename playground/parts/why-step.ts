import { html, nothing } from 'lit'
import { ruleOf } from '../../src/explain/rule-book.ts'
import type { Scene } from '../picture/scene.ts'
import { type DecisionStep, isEnd, type Step } from '../record/story.ts'
import type { Words } from '../words/en.ts'
import type { RuleWords } from '../words/rule-words.ts'

/** What a step needs besides itself to be shown. */
export interface StepContext {
  readonly words: Words
  readonly rules: RuleWords
  readonly scene: Scene | undefined
  readonly openRule: (id: string) => void
}

/** One step of a frame's story: a node of the way that it took, with the branch that it did not take. */
export function stepItem(step: Step, later: boolean, context: StepContext) {
  const { words, rules } = context
  const when = later ? 'later' : ''
  switch (step.kind) {
    case 'begun':
      return html`<li class=${`step seen ${when}`}>${words.begins(rules.reason(step.what))}</li>`
    case 'seen':
      return html`<li class=${`step seen ${when}`}>${words.comesIn[step.type]}</li>`
    case 'fate':
      return html`<li class=${`step fate ${step.outcome} ${when}`}>${words.outcome[step.outcome](rules.reason(step.reason))} ${ruleButton(step.rule, context)}</li>`
    case 'decision':
      return decisionItem(step, when, context)
  }
}

function decisionItem(step: DecisionStep, when: string, context: StepContext) {
  const { words, rules } = context
  const { rule, held, led } = step
  return html`<li class=${`step decision ${held ? 'yes' : 'no'} ${when}`} data-rule=${rule.id}>
    <p class="question">${rules.question(rule.id, rule.question)} <strong>${held ? words.yes : words.no}</strong></p>
    ${valuesLine(step, context)}
    <p class="source">${ruleButton(rule.id, context)} <code>${rule.kernel}</code></p>
    ${isEnd(led) ? html`<p class="led">${rules.end(led)}</p>` : nothing}
    ${branch(step, context)}
  </li>`
}

/** Where the other answer would have led, pale; nowhere, if both lead to the same. */
function branch({ held, led, otherwise }: DecisionStep, context: StepContext) {
  const { words, rules, openRule } = context
  if (led === otherwise) return nothing
  const answer = html`<em>${held ? words.no : words.yes}</em>`
  if (isEnd(otherwise)) return html`<p class="branch">${answer} ${rules.end(otherwise)}</p>`
  const { question } = ruleOf(otherwise)
  return html`<p class="branch">${answer} <button type="button" class="link" @click=${() => openRule(otherwise)}><code class="rule">${otherwise}</code> ${rules.question(otherwise, question)}</button></p>`
}

export function valuesLine({ values }: DecisionStep, { words, scene }: StepContext) {
  if (values.length === 0) return nothing
  return html`<p class="values">${values.map(([name, value]) => html`<span><i>${words.value(name)}</i> ${words.fact(value)}${owner(value, scene)}</span> `)}</p>`
}

/** Whose address it is, if one device alone has it. */
function owner(value: string, scene: Scene | undefined) {
  const owners = scene?.devices.filter(
    ({ mac, addresses }) => mac === value || addresses.some((one) => one.split('/')[0] === value),
  )
  return owners?.length === 1 ? html` <small>(${owners[0]!.name})</small>` : nothing
}

export function ruleButton(id: string, { words, openRule }: StepContext) {
  return html`<button type="button" class="link rule" title=${words.openRule(id)} @click=${() => openRule(id)}>${id}</button>`
}
