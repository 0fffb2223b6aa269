import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { defaultTopology } from '../../src/topology/topology.ts'
import type { ClaimEvidence, Played } from '../claims/evidence.ts'
import { commandsIn } from '../claims/finding.ts'
import { kernelsThatRan, recordedKernels } from './recorded-kernels.ts'

const FOLDER = join(import.meta.dirname, '../../test/claims')
const RECORDED = join(FOLDER, 'recorded')

/** The labs of claims that kernels have run, and how many worlds of those that hold. */
export function claimEvidence(): ClaimEvidence {
  const scripts = readdirSync(FOLDER).filter((name) => name.endsWith('.sh'))
  const labs = scripts.sort().map((name) => {
    const [id, script] = [name.slice(0, -3), readFileSync(join(FOLDER, name), 'utf8')]
    return {
      id,
      commands: commandsIn(script),
      kernels: kernelsThatRan(id, script, defaultTopology, RECORDED),
    }
  })
  return { labs, played: playedOnKernels() }
}

function playedOnKernels(): Record<string, Played[]> {
  const played: Record<string, Played[]> = {}
  for (const kernel of recordedKernels(RECORDED)) {
    const file = join(RECORDED, kernel, 'checked.json')
    const counts: Record<string, number> = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {}
    for (const [id, worlds] of Object.entries(counts))
      played[id] = [...(played[id] ?? []), { kernel, worlds }]
  }
  return played
}
