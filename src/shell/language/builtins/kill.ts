import type { Wait } from '../../process.ts'
import { isDelivered, parseSignal, SIGNALS, signalNumber } from '../../system/signals.ts'
import type { Invocation } from '../command.ts'
import type { Shell } from '../shell.ts'
import { complain, usage } from './usage.ts'

export function* kill(shell: Shell, { words }: Invocation): Generator<Wait, number, void> {
  const args = words.slice(1)
  if (args[0] === '-l' || args[0] === '-L') return list(shell, args.slice(1))
  const signal = takeSignal(shell, args)
  if (typeof signal === 'number') return signal
  if (args.length === 0) return usage(shell, 'kill')
  let sent = 0
  for (const target of args) if (send(shell, signal, target)) sent++
  // A signal to the shell itself takes effect before the next command.
  yield {}
  return sent > 0 ? 0 : 1
}

/** Takes the signal off the arguments; a number is the status of a refusal. */
function takeSignal(shell: Shell, args: string[]): string | number {
  const first = args[0] ?? ''
  if (first === '-s' || first === '-n') {
    args.shift()
    const given = args.shift()
    if (given === undefined) return complain(shell, 'kill', `${first}: option requires an argument`)
    return check(shell, given)
  }
  if (first === '--') {
    args.shift()
    return 'TERM'
  }
  if (!/^-./.test(first)) return 'TERM'
  args.shift()
  if (args[0] === '--') args.shift()
  return check(shell, first.replace(/^-[sn]?/, ''))
}

function check(shell: Shell, given: string): string | number {
  return given === '0'
    ? 'EXIT'
    : (parseSignal(given) ?? complain(shell, 'kill', `${given}: invalid signal specification`))
}

function send(shell: Shell, signal: string, target: string): boolean {
  if (target.startsWith('%')) {
    const job = shell.jobs.find(target, shell.jobs.listed())
    if (!job) return complain(shell, 'kill', `${target}: no such job`) === 0
    return job.processes.map((child) => deliver(shell, signal, child.pid)).some(Boolean)
  }
  if (!/^-?\d+$/.test(target))
    return complain(shell, 'kill', `${target}: arguments must be process or job IDs`) === 0
  const pid = Math.abs(Number(target))
  if (deliver(shell, signal, pid === 0 ? shell.mainPid : pid)) return true
  return complain(shell, 'kill', `(${target}) - No such process`) === 0
}

function deliver(shell: Shell, signal: string, pid: number): boolean {
  return isDelivered(signal) ? shell.system.kill(pid, signal) : shell.system.alive(pid)
}

function list(shell: Shell, args: readonly string[]): number {
  if (args.length === 0) {
    const names = SIGNALS.slice(1).map((name, i) => `${String(i + 1).padStart(2)}) SIG${name}`)
    for (let i = 0; i < names.length; i += 5) shell.write(1, `${names.slice(i, i + 5).join('\t')}\n`)
    return 0
  }
  let status = 0
  for (const arg of args) {
    const name = /^\d+$/.test(arg)
      ? SIGNALS[Number(arg) > 128 ? Number(arg) - 128 : Number(arg)]
      : parseSignal(arg)
    if (!name) status = complain(shell, 'kill', `${arg}: invalid signal specification`)
    else shell.write(1, `${/^\d+$/.test(arg) ? name : signalNumber(name)}\n`)
  }
  return status
}
