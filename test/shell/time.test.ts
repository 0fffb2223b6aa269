import { describe, expect, test } from 'vitest'
import type { Program } from '../../src/shell/process.ts'
import { idleClock, SECOND } from '../../src/shell/system/clock.ts'
import { LIMIT_STATUS } from '../../src/shell/system/limits.ts'
import { simulate, ticker } from './run.ts'

/** What happens when, in virtual time. Real time plays no part: these run in milliseconds. */

const commands = new Map<string, Program>([['ticker', ticker]])

async function output(source: string): Promise<string[]> {
  const { stdout, stderr } = await simulate(source, { commands })
  return (stdout + stderr).trimEnd().split('\n')
}

describe('virtual time', () => {
  test('background jobs run beside the script', async () => {
    const clock = idleClock()
    const { stdout } = await simulate('sleep 10 & sleep 3; echo $SECONDS; wait; echo $SECONDS', { clock })
    expect(stdout).toBe('3\n10\n')
    expect(clock.now() / SECOND).toBeCloseTo(10, 1)
  })

  test('pipes run side by side', async () => {
    expect(await output('{ echo a; sleep 1; echo b; } | while read l; do echo $l $SECONDS; done')).toEqual([
      'a 0',
      'b 1',
    ])
  })

  test('an endless writer ends when its reader does', async () => {
    expect(await output('ticker | head -2; echo $PIPESTATUS $SECONDS')).toEqual(['tick 0', 'tick 1', '141 2'])
  })

  test('yes ends of SIGPIPE', async () => {
    expect(await output('yes | head -1; echo $PIPESTATUS')).toEqual(['y', '141'])
  })

  test('kill -INT reaches a background program that handles it', async () => {
    expect(await output('ticker & sleep 2.5; kill -INT $!; wait $!; echo $?')).toEqual([
      'tick 0',
      'tick 1',
      'tick 2',
      'stopped 3',
      '0',
    ])
  })

  test('kill -INT does not reach a background program that does not', async () => {
    expect(await output('sleep 5 & kill -INT $!; wait $!; echo $? $SECONDS')).toEqual(['0 5'])
  })

  test('timeout ends a command', async () => {
    expect(await output('timeout 3 sleep 100; echo $? $SECONDS')).toEqual(['124 3'])
    expect(await output('timeout -s INT 2.5 ticker; echo $?')).toEqual([
      'tick 0',
      'tick 1',
      'tick 2',
      'stopped 3',
      '124',
    ])
  })

  test('timeout through a shell', async () => {
    expect(await output("timeout 2 bash -c 'while :; do sleep 1; done'; echo $? $SECONDS")).toEqual(['124 2'])
  })

  test('wait -n takes whichever ends first', async () => {
    expect(
      await output(
        '(sleep 3; exit 3) & (sleep 1; exit 1) & wait -n; echo $? $SECONDS; wait -n; echo $? $SECONDS',
      ),
    ).toEqual(['1 1', '3 3'])
  })

  test('a trap runs when the command in the foreground has ended, and at once in wait', async () => {
    const self = 'trap "echo trap \\$SECONDS" USR1; (sleep 1; kill -USR1 $$) &'
    expect(await output(`${self} sleep 3; echo after $SECONDS`)).toEqual(['trap 3', 'after 3'])
    expect(await output(`${self} sleep 3 & wait; echo $? $SECONDS`)).toEqual(['trap 1', '138 1'])
  })

  test('read waits no longer than it is told', async () => {
    expect(await output('sleep 5 | { read -t 2 x; echo $? $SECONDS; }')).toEqual(['142 2'])
  })

  test('a busy loop takes time', async () => {
    expect(await output('while [ $SECONDS -lt 1 ]; do :; done; echo $SECONDS')).toEqual(['1'])
  })

  test('a busy loop in the background does not hold up the script', async () => {
    expect(await output('while :; do :; done & sleep 0.1; kill $!; wait $!; echo $?')).toEqual(['143'])
  })

  test('what still runs at the end is killed', async () => {
    expect(await output('ticker & sleep 1.5; echo end')).toEqual(['tick 0', 'tick 1', 'end'])
  })

  test('time tells virtual time', async () => {
    expect(await output('time sleep 61.5')).toEqual(['', 'real\t1m1.501s', 'user\t0m0.000s', 'sys\t0m0.000s'])
  })

  test('programs started one after the other start a millisecond apart', async () => {
    const stamps: number[] = []
    const stamp: Program = function* (process) {
      stamps.push(process.system.now() / 1e6)
      return 0
    }
    await simulate('stamp; stamp; stamp & stamp; wait', { commands: new Map([['stamp', stamp]]) })
    expect(stamps).toEqual([1, 2, 3, 3])
  })
})

describe('limits', () => {
  const limited = async (source: string, limits: object) => {
    const { status, stderr } = await simulate(source, { limits, commands })
    return { status, stderr }
  }
  const reached = (message: string) => ({
    status: LIMIT_STATUS,
    stderr: `script.sh: limit reached: ${message}\n`,
  })

  test('commands', async () => {
    expect(await limited('while true; do :; done', { commands: 5000 })).toEqual(
      reached('more than 5000 commands (does the script loop for ever?)'),
    )
  })

  test('virtual time', async () => {
    expect(await limited('ticker', { time: 60 * SECOND })).toEqual(reached('more than 60 s of virtual time'))
    expect(await limited('sleep infinity', { time: 60 * SECOND })).toEqual(
      reached('more than 60 s of virtual time'),
    )
  })

  test('output', async () => {
    expect(await limited('yes', { output: 100_000 })).toEqual(reached('more than 100000 bytes of output'))
  })

  test('processes', async () => {
    expect(await limited('f() { f | f & }; f; sleep 1', { processes: 50 })).toEqual(
      reached('more than 50 processes at one time'),
    )
  })

  test('depth', async () => {
    expect(await limited('f() { f; }; f', {})).toEqual(
      reached('more than 250 function calls inside each other'),
    )
    expect(await limited('f() { eval f; }; f', { depth: 100 })).toEqual(
      reached('more than 100 function calls inside each other'),
    )
  })

  test('steps', async () => {
    expect(await limited('yes > /dev/null', { steps: 1000, output: Infinity })).toMatchObject({
      status: LIMIT_STATUS,
    })
  })
})
