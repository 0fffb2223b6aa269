import { type SpawnSyncOptions, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { buildPrograms } from '../test-program.ts'

/** The command as its users start it: a process of its own. */
const COMMAND = resolve('node_modules/.cache/macvlan-lab/command/cli.js')

const folder = mkdtempSync(join(tmpdir(), 'macvlan-lab-'))

beforeAll(async () => {
  await buildPrograms('command', { cli: 'src/cli.ts', 'fuzz-worker': 'src/fuzz/fuzz-worker.ts' })
})

afterAll(() => rmSync(folder, { recursive: true }))

function command(args: readonly string[], options: SpawnSyncOptions = {}) {
  const done = spawnSync(process.execPath, [COMMAND, ...args], { cwd: folder, input: '', ...options })
  return { status: done.status, stdout: String(done.stdout), stderr: String(done.stderr) }
}

function script(name: string, text: string): string {
  const file = join(folder, name)
  writeFileSync(file, text)
  return file
}

test('what a script prints and its exit status are those of the command', () => {
  const input = 'ip link add link eth0 name m1 type macvlan && echo made; echo no >&2; exit 3'
  expect(command(['run', '-'], { input })).toEqual({ status: 3, stdout: 'made\n', stderr: 'no\n' })
})

test('what cannot begin says why, and has the status 2', () => {
  for (const [args, why] of [
    [[], 'a command is missing\nUsage: '],
    [['bogus'], 'unknown command "bogus"\nUsage: '],
    [['run'], 'run: a script is missing\nUsage: '],
    [['run', 'absent.sh'], 'absent.sh: No such file or directory\n'],
    [['explain', '.'], '.: Is a directory\n'],
    [['run', '--topology', 'absent.yml', '-'], 'absent.yml: No such file or directory\n'],
    [['fuzz', '--runs', 'x'], 'fuzz: --runs takes a number, not "x"\nUsage: '],
    [['claim', 'absent'], 'claim: there is no file and no claim called "absent"'],
  ] as const) {
    const { status, stdout, stderr } = command(args)
    expect([status, stdout]).toEqual([2, ''])
    expect(stderr.startsWith(`macvlan-lab: ${why}`), stderr).toBe(true)
  }
})

describe('--trace', () => {
  test('the frames are written, in place of what was in the file', () => {
    const file = script('kept.jsonl', 'of before\n')
    const input = 'ip address add 192.168.56.10/24 dev eth0 && ping -c 1 192.168.56.1'
    expect(command(['run', '--trace', file, '-'], { input }).status).toBe(0)
    expect(readFileSync(file, 'utf8')).not.toContain('of before')
    expect(readFileSync(file, 'utf8')).toMatch(/^\{"time":.*"type":"outgoing"/m)
  })

  test('a file that cannot be is told of before anything runs', () => {
    const { status, stdout, stderr } = command(['run', '--trace', 'absent/a.jsonl', '-'], {
      input: 'echo ran',
    })
    expect({ status, stdout, stderr }).toEqual({
      status: 2,
      stdout: '',
      stderr: 'macvlan-lab: absent/a.jsonl: No such file or directory\n',
    })
  })

  test('a run that cannot begin leaves the file as it was', () => {
    const file = script('kept.jsonl', 'of before\n')
    expect(command(['run', '--trace', file, 'absent.sh']).status).toBe(2)
    expect(readFileSync(file, 'utf8')).toBe('of before\n')
  })

  test.runIf(existsSync('/dev/full'))('a disk that is full is told of', () => {
    const input = 'ip address add 192.168.56.10/24 dev eth0 && ping -c 1 192.168.56.1'
    const { status, stdout, stderr } = command(['run', '--trace', '/dev/full', '-'], { input })
    expect([status, stderr]).toEqual([2, 'macvlan-lab: /dev/full: No space left on device\n'])
    expect(stdout).toContain('1 received')
  })
})

test('who reads no further ends it quietly, as SIGPIPE does', async () => {
  const loud = script('loud.sh', 'for i in $(seq 20000); do echo line $i; done')
  for (const args of [
    ['run', loud],
    ['explain', resolve('test/scenarios/published-lab-mended.sh')],
  ]) {
    const child = spawn(process.execPath, [COMMAND, ...args], { stdio: ['ignore', 'pipe', 'pipe'] })
    let stderr = ''
    child.stderr.on('data', (bytes) => {
      stderr += bytes
    })
    child.stdout.destroy()
    const [status] = await once(child, 'close')
    expect([status, stderr]).toEqual([141, ''])
  }
})
