import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test, vi } from 'vitest'
import { UsageError } from '../../src/cli/arguments.ts'
import { CannotRun } from '../../src/cli/cannot-run.ts'
import { claim } from '../../src/cli/claim.ts'

/** What `macvlan-lab claim` prints, and its exit status. */
async function run(...argv: readonly string[]): Promise<{ readonly status: number; readonly said: string }> {
  let said = ''
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    said += text
    return true
  })
  const status = await claim(argv)
  return { status, said }
}

afterEach(() => vi.restoreAllMocks())

test('a claim that holds: status 0, and how many worlds were tried', async () => {
  const { status, said } = await run('--worlds', '100', 'bridge-siblings-stay-inside')
  expect(status).toBe(0)
  expect(said).toMatch(/^holds: never contradicted in 100 of 100 worlds/m)
})

test('a claim that does not: status 1, and all that is printed is a script', async () => {
  const { status, said } = await run('host-never-reaches-its-child')
  expect(status).toBe(1)
  expect(said).toContain('\non sw bridge link set dev p1 hairpin on\n')
  expect(said).toContain('\n# 52:54:00:00:01:01 > 02:00:00:00:00:a0, ')
  expect(said).toMatch(/^# +RX8 +macvlan_hash_lookup: .* Yes/m)
  const other = said
    .split('\n')
    .filter(
      (line) =>
        line !== '' && !/^(#|on sw |ip |tcpdump |until |mausezahn |sleep |kill |wait|echo |cat )/.test(line),
    )
  expect(other).toEqual([])
})

test('a file, in whatever language its sentence is', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'macvlan-lab-'))
  const file = join(folder, 'claim.yaml')
  writeFileSync(
    file,
    'says: 宿主机可以访问子接口\nhow: sometimes\nsend: { from: parent, to: child }\nwho: child\nthen: hears\n',
  )
  try {
    const { status, said } = await run(file)
    expect(status).toBe(0)
    expect(said).toMatch(/^# "宿主机可以访问子接口"\n# true: /)
  } finally {
    rmSync(folder, { recursive: true })
  }
})

test('what is wrong with a command line or a claim is said: status 2', async () => {
  for (const argv of [[], ['a', 'b'], ['--worlds', 'x', 'a'], ['--what']])
    await expect(claim(argv), argv.join(' ')).rejects.toThrow(UsageError)
  await expect(claim(['no-such-claim'])).rejects.toThrow(CannotRun)
})
