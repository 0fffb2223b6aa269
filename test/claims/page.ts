import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { FOLKLORE } from '../../src/claims/folklore.ts'
import type { Saying } from '../../src/claims/saying.ts'
import type { Verdict } from '../../src/claims/search.ts'
import { tellLab } from '../../src/claims/tell.ts'
import { CHANGES, type ChangeName } from '../../src/device/kernel-changes.ts'
import type { KernelVersion } from '../../src/device/kernel-version.ts'
import { claimIn, search } from './searched.ts'
import { hasSuchWorlds } from './such-worlds.ts'

const RECORDED = 'test/claims/recorded'

/** docs/claims.md, from the sayings, the searches, and what is recorded of kernels. */
export async function claimsPage(): Promise<string> {
  const parts = []
  for (const saying of FOLKLORE) parts.push(await section(saying))
  const rows = FOLKLORE.map(({ id, says, expect }) => `| [${says.en}](#${id}) | ${WORDS[expect]} |`)
  const wrong = FOLKLORE.filter(({ expect }) => expect === 'counterexample').length
  return `${introduction(FOLKLORE.length, wrong)}
| what they say | verdict |
|---|---|
${rows.join('\n')}

${parts.join('\n')}`
}

const WORDS: Readonly<Record<string, string>> = { holds: 'true', counterexample: 'wrong' }

const introduction = (count: number, wrong: number) => `# What people say about macvlan

${count} sentences from manuals, commit messages, articles and answers in forums, each as a claim that can be put to
the test: in which circumstances, who sends what to whom, and who hears it. \`macvlan-lab claim ID\` draws thousands of
random worlds from the circumstances. ${wrong} of the sentences are contradicted by one of these worlds; it is shrunk
until nothing more of it can be left out, and becomes a lab to run by hand. Real kernels did what the lab says.

What is not said in a claim may be either way: what the switch does, who else is there and in which mode, who has
written to whom before. To *hear* is for a device's own stack to get a frame as its own; to *see* is what tcpdump does.
The language is in [claim-language.md](claim-language.md); the [playground](playground.md#claims) searches the same
sentences, and whatever you change them into, in the browser. This page is made from \`src/claims/folklore/\` and the
recordings (\`npx vitest run test/claims -u\` writes it anew).
`

async function section({ id, says, source, yaml, expect, because, since, until }: Saying): Promise<string> {
  const claim = claimIn(yaml)
  const verdict = search(claim)
  return `## ${id}

**${says.en}**<br>
**${says.zh}**

> ${source.quote}
> — [${source.name}](${source.url})

\`\`\`claim
${yaml}expect: ${expect}
\`\`\`

${expect === 'holds' ? held(id, verdict) : await refuted(id, since)}${kernels(since, until)}

${because.en}<br>
${because.zh}
`
}

function kernels(since: ChangeName | undefined, until: ChangeName | undefined): string {
  if (since !== undefined) return ` Before Linux ${CHANGES[since].since} there are no such worlds.`
  if (until === undefined) return ''
  const { since: version, now } = CHANGES[until]
  return ` **Since Linux ${version} it is the other way round**: ${now}.`
}

function held(id: string, { fit, worlds }: Verdict): string {
  const kernels = readdirSync(RECORDED).flatMap((kernel) => {
    const count = checkedOn(kernel)[id]
    return count === undefined ? [] : [`${count} of them played on kernel ${kernel}`]
  })
  return `True: never contradicted in ${fit} worlds of its circumstances, of ${worlds} drawn; ${kernels.join(', ')}.`
}

/** How many worlds of each claim a kernel has played. */
export function checkedOn(kernel: string): Readonly<Record<string, number>> {
  const file = `${RECORDED}/${kernel}/checked.json`
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {}
}

async function refuted(id: string, since: ChangeName | undefined): Promise<string> {
  const lab = readFileSync(`test/claims/${id}.sh`, 'utf8')
  const kernels = readdirSync(RECORDED).filter(
    (kernel) =>
      hasSuchWorlds(kernel as KernelVersion, since) && existsSync(`${RECORDED}/${kernel}/${id}.json`),
  )
  const { output } = await tellLab(lab)
  const steps = lab.split('\n').filter((line) => /^(on \w+ )?(ip|bridge|mausezahn) /.test(line))
  return `Wrong, by the smallest world that contradicts it, [${id}.sh](../test/claims/${id}.sh). Kernel ${kernels.join(', ')} does the same.

\`\`\`sh
${steps.join('\n')}
\`\`\`

\`\`\`
${output.trimEnd()}
\`\`\``
}
