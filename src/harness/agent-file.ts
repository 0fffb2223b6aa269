import { existsSync } from 'node:fs'
import { extname } from 'node:path'
import { fileURLToPath } from 'node:url'

/**
 * The agent is a program of its own, bundled: beside this module in a build; in a checkout, where
 * the test setup puts it, or else in `dist`.
 */
export function agentFile(): string | undefined {
  const here = import.meta.url
  const places = here.endsWith('.ts')
    ? ['../../node_modules/.cache/macvlan-lab/kernel-agent.js', '../../dist/kernel-agent.js']
    : [`./kernel-agent${extname(here)}`]
  return places.map((place) => fileURLToPath(new URL(place, here))).find((file) => existsSync(file))
}
