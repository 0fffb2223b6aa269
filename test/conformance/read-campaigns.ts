import { existsSync, readFileSync } from 'node:fs'
import type { Campaign } from './data.ts'

const FILE = 'test/kernel/campaigns.jsonl'

/**
 * Long runs, oldest first. A line is what `macvlan-lab fuzz --json` prints; append it as it is. Once a difference is
 * mended, it may say of what it taught (`mended`).
 */
export function readCampaigns(): readonly Campaign[] {
  if (!existsSync(FILE)) return []
  const lines = readFileSync(FILE, 'utf8').split('\n').filter(Boolean)
  return lines.map((line) => {
    const { what, kernel, worlds, steps, frames, sightings, seconds, freedoms, differences } =
      JSON.parse(line)
    return { what, kernel, worlds, steps, frames, sightings, seconds, freedoms, differences }
  })
}
