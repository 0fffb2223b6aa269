import { CHANGES, type ChangeName } from '../device/kernel-changes.ts'
import { isRuleId, type Rule } from '../device/rule.ts'
import { RULE_BOOK } from './rule-book.ts'

/** docs/SPEC.md: every rule of the model, from the same data that the trace and the pictures use. */
export function renderSpec(): string {
  const chapters = RULE_BOOK.map(
    ({ title, source, rules }) =>
      `## ${title}\n\nStands for \`${source}\`.\n\n${rules.map(renderRule).join('\n')}`,
  )
  return `${INTRODUCTION}\n${chapters.join('\n')}`
}

function renderRule({ id, question, kernel, yes, no, changes = [] }: Rule): string {
  const answers = `- Yes: ${leadsTo(yes)}\n- No: ${leadsTo(no)}\n${changes.map(renderChange).join('')}`
  return `### ${id}\n\n${question} (\`${kernel}\`)\n\n${answers}`
}

function renderChange(name: ChangeName): string {
  const { since, now, before } = CHANGES[name]
  return `- Since Linux ${since}: ${now}. Before: ${before}.\n`
}

function leadsTo(target: string): string {
  return isRuleId(target) ? `go on with [${target}](#${target.toLowerCase()}).` : `${target}.`
}

const INTRODUCTION = `# The rules

Each decision that the kernel takes about a frame, as the model takes it: a question, the kernel function that
asks it, and where each answer leads. The trace names the rules that a frame met, \`macvlan-lab explain\` tells
them as a story, and every rule has a test that carries its ID.

This page is made from the rules in \`src/\` (\`npx vitest run test/tidy -u\` writes it anew).
`
