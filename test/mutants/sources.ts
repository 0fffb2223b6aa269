import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { mutate, type Site } from './mutate.ts'

const ROOT = join(import.meta.dirname, '../..')

/** The rules of macvlan and of the bridge, the address filters of devices, and that of the NIC. */
const MUTATED = [
  ...typeScriptIn('src/macvlan'),
  ...typeScriptIn('src/bridge'),
  'src/device/address-list.ts',
  'src/device/unicast-filter.ts',
  'src/world/device-filters.ts',
  'src/world/cable.ts',
]

function typeScriptIn(folder: string): string[] {
  const names = readdirSync(join(ROOT, folder)).filter((name) => name.endsWith('.ts'))
  return names.sort().map((name) => `${folder}/${name}`)
}

const mutated = mutateAll()

/** Each mutated source by its full path. */
export const mutatedSources: ReadonlyMap<string, string> = new Map(
  mutated.map(({ file, text }) => [file, text]),
)
export const sites: readonly Site[] = mutated.flatMap((one) => one.sites)

function mutateAll() {
  let first = 0
  return MUTATED.map((path) => {
    const file = join(ROOT, path)
    const { text, sites } = mutate(path, readFileSync(file, 'utf8'), first)
    first += sites.length
    return { file, text, sites }
  })
}
