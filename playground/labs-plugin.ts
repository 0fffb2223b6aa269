import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Plugin } from 'vite'
import { parseTopology } from '../src/topology/parse-topology.ts'
import { topologyNamedIn } from '../src/topology/script-topology.ts'
import { defaultTopology, type Topology } from '../src/topology/topology.ts'
import { blocksOf } from './lab/blocks.ts'
import type { LabFile } from './lab/lab-file.ts'

const FIRST = 'published-lab-mended'
const FOLDER = join(import.meta.dirname, '../test/scenarios')

/** The scenarios as data, read when the page is built: the first visit needs no parser of files. */
export function labsPlugin(): Plugin {
  return {
    name: 'labs',
    resolveId: (id) => (id.startsWith('virtual:labs/') ? `\0${id}` : undefined),
    load(id) {
      if (id === '\0virtual:labs/first') return `export const firstLab = ${JSON.stringify(readLab(FIRST))}`
      if (id !== '\0virtual:labs/all') return undefined
      return `export const labs = ${JSON.stringify(names().map(readLab))}`
    },
  }
}

function names(): string[] {
  const all = readdirSync(FOLDER)
    .filter((name) => name.endsWith('.sh'))
    .map((name) => name.slice(0, -3))
  return [FIRST, ...all.filter((name) => name !== FIRST).sort()]
}

function readLab(name: string): LabFile {
  const script = readFileSync(join(FOLDER, `${name}.sh`), 'utf8')
  const head = /^(?:#.*\n)+/.exec(script)?.[0] ?? ''
  const about = head
    .split('\n')
    .map((line) => line.replace(/^# ?/, ''))
    .filter((line) => !/^topology: |^!/.test(line))
    .join(' ')
    .trim()
  return { name, about, topology: readTopology(topologyNamedIn(script)), blocks: blocksOf(script) }
}

function readTopology(file: string | undefined): Topology {
  if (file === undefined) return defaultTopology
  const parsed = parseTopology(readFileSync(join(FOLDER, file), 'utf8'))
  if (!parsed.ok) throw new Error(`${file}: ${parsed.errors[0]?.message}`)
  return parsed.topology
}
