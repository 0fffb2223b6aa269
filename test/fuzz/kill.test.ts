import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync, readFileSync, readlinkSync } from 'node:fs'
import { expect, test } from 'vitest'
import { kernelRefusal } from './kernel-here.ts'

const VICTIM = 'node_modules/.cache/macvlan-lab/fuzz-victim.js'

/** Namespaces that any process is in or holds a descriptor of. */
function namespacesInUse(): ReadonlySet<string> {
  const links = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => [`/proc/${pid}/ns/net`, ...list(`/proc/${pid}/fd`)])
  return new Set(links.flatMap((link) => read(link) ?? []))
}

function list(directory: string): string[] {
  try {
    return readdirSync(directory).map((name) => `${directory}/${name}`)
  } catch {
    return []
  }
}

function read(link: string): string | undefined {
  try {
    return readlinkSync(link)
  } catch {
    return undefined
  }
}

test.skipIf(kernelRefusal !== undefined)(
  'killed in the middle of its work, it leaves nothing: its namespaces have no name, and nobody else holds them',
  async () => {
    const before = [readFileSync('/proc/net/dev', 'utf8').split('\n').length, read('/run/netns')]
    const victim = spawn(process.execPath, [VICTIM], { stdio: ['ignore', 'pipe', 'inherit'] })
    const [line] = await once(victim.stdout, 'data')
    const { held } = JSON.parse(String(line).split('\n')[0]!) as { held: string[] }
    expect(held.length).toBeGreaterThan(0)
    expect([...namespacesInUse()]).toEqual(expect.arrayContaining(held))
    victim.kill('SIGKILL')
    await once(victim, 'exit')
    const after = namespacesInUse()
    expect(held.filter((one) => after.has(one))).toEqual([])
    expect([readFileSync('/proc/net/dev', 'utf8').split('\n').length, read('/run/netns')]).toEqual(before)
  },
  300_000,
)
