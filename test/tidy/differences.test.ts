import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { CHANGES, type Change } from '../../src/device/kernel-changes.ts'
import { FREEDOMS } from '../../src/fuzz/freedoms.ts'
import { KNOWN, LEFT_OUT, SURPRISING } from './differences.ts'

const CHANGE_TESTS = 'test/world/kernel-changes.test.ts'

test('docs/differences.md says what the data says', async () => {
  await expect(page()).toMatchFileSnapshot('../../docs/differences.md')
})

test.each(LEFT_OUT)('what is left out is shown by a test: $what', ({ test: [file, name] }) => {
  expect(readFileSync(file, 'utf8')).toContain(`'${name}`)
})

test('every change has a test of its name', () => {
  const text = readFileSync(CHANGE_TESTS, 'utf8')
  expect(Object.keys(CHANGES).filter((name) => !text.includes(`  ${name}: `))).toEqual([])
})

function page(): string {
  return `# Where kernels differ, and what the model leaves out

Made from data (\`npx vitest run test/tidy -u\` writes it anew): \`src/device/kernel-changes.ts\`, \`src/fuzz/freedoms.ts\`
and \`test/tidy/differences.ts\`.

## Between kernels
A world behaves as the kernel of its \`kernel\` (\`macvlan-lab run --kernel-version 5.10\`); 6.18 if nothing is said.
Recorded, with iproute2 6.1: ${recorded().join(', ')}. Where one of the
recorded scenarios shows a change, it lies between two of these; the exact version in between is from the kernel's
history, not measured. A version with three numbers is a stable release that brought the change to an earlier kernel;
such a kernel by its version alone has it. Each line has a test of the model, of its name, in
[${CHANGE_TESTS}](../${CHANGE_TESTS}).

| change | since | kernel function | since then | before |
|---|---|---|---|---|
${changes().join('\n')}

## Left out
| what | so | shown by |
|---|---|---|
${LEFT_OUT.map(({ what, so, test: [file] }) => `| ${what} | ${so} | [${file}](../${file}) |`).join('\n')}

## Known to differ
| what | kernel | model |
|---|---|---|
${KNOWN.map(({ what, kernel, model }) => `| ${what} | ${kernel} | ${model} |`).join('\n')}

## The kernel's own freedom, allowed for in comparisons
Random MACs, times, process and ICMP ids, IP identification: \`src/harness/normalise.ts\` lists all of them. Order between
different conversations at a device: \`src/harness/compare.ts\`. In random worlds (\`src/fuzz/freedoms.ts\`):

${FREEDOMS.map(({ id, what }) => `- ${id}: ${what}`).join('\n')}

## Kept, though surprising
These are the kernel's own, and the model does the same.
${SURPRISING.map((line) => `- ${line}`).join('\n')}
`
}

function changes(): string[] {
  return (Object.entries(CHANGES) as [string, Change][]).map(
    ([name, { since, stable = [], kernel, now, before }]) =>
      `| ${name} | ${[since, ...stable].join(', ')} | \`${kernel}\` | ${now} | ${before} |`,
  )
}

/** `5.10 (5.10.0-32-cloud-amd64, 23 scenarios)` */
function recorded(): string[] {
  const directory = 'test/kernel/recorded'
  return readdirSync(directory)
    .filter((version) => readdirSync(`${directory}/${version}`).some((file) => file.endsWith('.json')))
    .sort((a, b) => a.localeCompare(b, 'en', { numeric: true }))
    .map((version) => `${version} (${releaseOf(`${directory}/${version}`)})`)
}

function releaseOf(directory: string): string {
  const [first] = readdirSync(directory).filter((file) => file.endsWith('.json'))
  return JSON.parse(readFileSync(`${directory}/${first}`, 'utf8')).kernel.release
}
