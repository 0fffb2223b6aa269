import type { SignalName } from '../process.ts'

/** Linux signal numbers (x86 and arm). Those beyond {@link SignalName} exist for `kill -l` and `trap` only. */
export const SIGNALS: readonly string[] = (
  'EXIT HUP INT QUIT ILL TRAP ABRT BUS FPE KILL USR1 SEGV USR2 PIPE ALRM TERM STKFLT ' +
  'CHLD CONT STOP TSTP TTIN TTOU URG XCPU XFSZ VTALRM PROF WINCH IO PWR SYS'
).split(' ')

const DELIVERED: ReadonlySet<string> = new Set<SignalName>([
  'INT',
  'TERM',
  'KILL',
  'PIPE',
  'HUP',
  'QUIT',
  'USR1',
  'USR2',
  'ALRM',
])

/** Signals that the model delivers; the rest are accepted by `kill` and change nothing. */
export function isDelivered(name: string): name is SignalName {
  return DELIVERED.has(name)
}

export function signalNumber(name: string): number {
  return SIGNALS.indexOf(name)
}

export function signalStatus(name: SignalName): number {
  return 128 + signalNumber(name)
}

/** `TERM`, `SIGTERM`, `term` or `15` to `TERM`; undefined if there is no such signal. */
export function parseSignal(text: string): string | undefined {
  if (/^\d+$/.test(text)) return SIGNALS[Number(text)]
  const name = text.toUpperCase().replace(/^SIG/, '')
  return SIGNALS.includes(name) ? name : undefined
}

/** How the shell reports a command that a signal ended (strsignal). */
const DESCRIPTIONS: Readonly<Record<SignalName, string>> = {
  HUP: 'Hangup',
  INT: 'Interrupt',
  QUIT: 'Quit',
  KILL: 'Killed',
  USR1: 'User defined signal 1',
  USR2: 'User defined signal 2',
  PIPE: 'Broken pipe',
  ALRM: 'Alarm clock',
  TERM: 'Terminated',
}

export function describeSignal(name: SignalName): string {
  return DESCRIPTIONS[name]
}
