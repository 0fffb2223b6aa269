import { writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { claimSearch } from './claim-rates.ts'
import { type Figure, table } from './measure.ts'
import { bareLimit, broadcast, siblings, traced, vepaAndHairpin, wireToChild } from './model-rates.ts'
import { kernelRates, startUp, thousandLinks, worldRates } from './whole-process.ts'

/** `npm run bench [-- FILE]`: everything in one run, since machines drift; quote ratios. FILE gets the JSON. */
const figures: Figure[] = []
const add = (...more: readonly Figure[]) => {
  figures.push(...more)
  process.stdout.write(`${table(more)}\n`)
}

add(bareLimit())
for (const count of [2, 100, 10_000]) add(siblings(count))
add(
  vepaAndHairpin(),
  wireToChild(false),
  wireToChild(true),
  traced(),
  broadcast(31),
  broadcast(1000),
  claimSearch(),
)
const kernel = kernelRates(fileURLToPath(new URL('kernel-rates.js', import.meta.url)))
if (kernel === undefined) process.stdout.write('kernel: skipped, no user namespaces here\n')
else add(...kernel)
const fuzzed = worldRates(fileURLToPath(new URL('world-rates.js', import.meta.url)))
if (fuzzed === undefined) process.stdout.write('fuzz: skipped, it cannot run here\n')
else add(...fuzzed)
add(...thousandLinks(kernel !== undefined), ...startUp(kernel !== undefined))

const value = (name: string) => figures.find((figure) => figure.name.startsWith(name))!.value
const ratios = {
  'limit / siblings': value('limit') / value('bridge siblings, unicast, N = 2'),
  'siblings N = 2 / N = 10000':
    value('bridge siblings, unicast, N = 2') / value('bridge siblings, unicast, N = 10000'),
  ...(kernel && { 'siblings / kernel': value('bridge siblings, unicast, N = 2') / value('kernel: bridge') }),
  ...(fuzzed && {
    'worlds compared / worlds of the bare kernel': value('fuzz: worlds') / value('kernel: worlds'),
  }),
}
for (const [name, ratio] of Object.entries(ratios))
  process.stdout.write(`ratio ${name}: ${ratio.toFixed(2)}\n`)
const json = JSON.stringify({ node: process.version, figures, ratios }, undefined, 2)
if (process.argv[2] === undefined) process.stdout.write(`${json}\n`)
else writeFileSync(process.argv[2], `${json}\n`)
