import type { SignalName } from '../process.ts'

/** What `trap` has set, and signals that came and whose commands have not run yet. */
export class Traps {
  /** Command by name; '' ignores the signal. */
  readonly commands = new Map<string, string>()
  /** Ignored when the shell started: such signals cannot be trapped. */
  readonly ignoredAtStart: ReadonlySet<SignalName>
  readonly pending: SignalName[] = []
  /** Set while a subshell still shows its parent's traps (`trap -p`) but does not run them. */
  #inherited: ReadonlyMap<string, string> = new Map()

  constructor(ignored: ReadonlySet<SignalName>) {
    this.ignoredAtStart = ignored
    for (const signal of ignored) this.commands.set(signal, '')
  }

  /** A subshell resets traps but keeps signals ignored; `trap` without arguments still lists its parent's. */
  inherit(parent: Traps): void {
    for (const [name, command] of parent.commands)
      if (command === '' && name !== 'EXIT') this.commands.set(name, '')
    this.#inherited = parent.commands
  }

  /** For -E: functions and subshells keep the ERR trap. */
  inheritError(parent: Traps): void {
    const command = parent.commands.get('ERR')
    if (command !== undefined) this.commands.set('ERR', command)
  }

  set(name: string, command: string | undefined): void {
    this.#inherited = new Map()
    if (this.ignoredAtStart.has(name as SignalName)) return
    if (command === undefined) this.commands.delete(name)
    else this.commands.set(name, command)
  }

  listed(): ReadonlyMap<string, string> {
    return new Map([...this.#inherited, ...this.commands])
  }

  ignored(): ReadonlySet<SignalName> {
    const names = [...this.commands]
      .filter(([, command]) => command === '')
      .map(([name]) => name as SignalName)
    return new Set(names)
  }

  /** Takes a signal as the process: true if a trap will see to it or it is ignored. */
  receive(signal: SignalName): boolean {
    const command = this.commands.get(signal)
    if (command === undefined) return false
    if (command !== '') this.pending.push(signal)
    return true
  }
}
