import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseTopology } from '../../src/topology/parse-topology.ts'
import { asksForIpv6 } from '../../src/topology/script-head.ts'
import { topologyNamedIn } from '../../src/topology/script-topology.ts'
import { defaultTopology, type Topology } from '../../src/topology/topology.ts'
import { blocksOf } from '../lab/blocks.ts'
import type { LabFile } from '../lab/lab-file.ts'
import { kernelsThatRan } from './recorded-kernels.ts'

export const FIRST = 'published-lab-mended'
const FOLDER = join(import.meta.dirname, '../../test/scenarios')

/** The lab that the page begins with, then the others by name. */
export function scenarioNames(): string[] {
  const all = readdirSync(FOLDER)
    .filter((name) => name.endsWith('.sh'))
    .map((name) => name.slice(0, -3))
  return [FIRST, ...all.filter((name) => name !== FIRST).sort()]
}

export function readScript(name: string): string {
  return readFileSync(join(FOLDER, `${name}.sh`), 'utf8')
}

export function readScenario(name: string): LabFile {
  const script = readScript(name)
  const topology = readTopology(topologyNamedIn(script))
  const kernels = kernelsThatRan(name, script, topology)
  const world = asksForIpv6(script) ? { ...topology, ipv6: true } : topology
  return { name, about: aboutIn(script), topology: world, blocks: blocksOf(script), kernels }
}

/** The comment that a script begins with, without what is said to programs. */
function aboutIn(script: string): string {
  const head = /^(?:#.*\n)+/.exec(script)?.[0] ?? ''
  return head
    .split('\n')
    .map((line) => line.replace(/^# ?/, ''))
    .filter((line) => !/^(?:topology|needs|ipv6): |^!/.test(line))
    .join(' ')
    .trim()
}

function readTopology(file: string | undefined): Topology {
  if (file === undefined) return defaultTopology
  const parsed = parseTopology(readFileSync(join(FOLDER, file), 'utf8'))
  if (!parsed.ok) throw new Error(`${file}: ${parsed.errors[0]?.message}`)
  return parsed.topology
}
