import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { advance } from '../../src/world/advance.ts'
import { kernelRefusal } from '../harness/kernel-here.ts'
import { step } from '../shell-ip/compare.ts'
import { newBench } from '../shell-ip/model.ts'

/**
 * Transcripts of `ip` on a real kernel: commands behind `$`, and under each what it printed. The model prints the
 * same, and the kernel of this machine still does. `RECORD=1` writes them anew.
 */
const folder = new URL('transcripts/', import.meta.url)
const transcripts = readdirSync(folder)
const read = (name: string) => readFileSync(new URL(name, folder), 'utf8')
const commandsOf = (text: string) => [...text.matchAll(/^\$ (.*)$/gm)].map(([, command]) => command!)
const headOf = (text: string) => text.slice(0, text.indexOf('$'))

/** Random addresses are no part of the lesson. */
const withoutRandomMacs = (text: string) => text.replace(/link\/ether (?!02:00:00)\S+/g, 'link/ether MAC')

/** The kernel tells of carrier at once when it comes, and within a second when it goes. */
const pauseAfter = (command: string) => (/ up$/.test(command) ? 0.15 : / down$/.test(command) ? 1.2 : 0.02)

function byModel(commands: readonly string[]): string {
  const { world, run } = newBench()
  let printed = ''
  for (const command of commands) {
    const seconds = /^sleep (\S+)$/.exec(command)?.[1]
    const { stderr, stdout } = seconds === undefined ? run(step(command)) : { stderr: '', stdout: '' }
    printed += `$ ${command}\n${stderr}${stdout}`
    advance(world, world.now + 1e9 * Number(seconds ?? pauseAfter(command)))
  }
  return withoutRandomMacs(printed)
}

function byKernel(commands: readonly string[]): string {
  const lines = commands.flatMap((command) => [
    `echo '$ ${command}'`,
    command,
    ...(command.startsWith('ip netns add')
      ? [
          `ip netns exec ${command.split(' ')[3]} sysctl -qw net.ipv6.conf.all.disable_ipv6=1 net.ipv6.conf.default.disable_ipv6=1`,
        ]
      : []),
    `sleep ${pauseAfter(command)}`,
  ])
  const script = ['mount -t tmpfs none /run', 'exec 2>&1', ...lines, 'true', ''].join('\n')
  const root = process.getuid?.() === 0 ? '-nm' : '-rnm'
  return withoutRandomMacs(execFileSync('unshare', [root, 'bash'], { input: script, encoding: 'utf8' }))
}

test.each(transcripts)('%s: the model prints what the kernel printed', (name) => {
  const text = read(name)
  expect(byModel(commandsOf(text))).toBe(text.slice(headOf(text).length))
})

describe.skipIf(kernelRefusal !== undefined)('the kernel of this machine', () => {
  test.each(transcripts)('%s', (name) => {
    const text = read(name)
    const printed = byKernel(commandsOf(text))
    if (process.env['RECORD']) writeFileSync(new URL(name, folder), headOf(text) + printed)
    expect(printed).toBe(process.env['RECORD'] ? printed : text.slice(headOf(text).length))
  })
})
