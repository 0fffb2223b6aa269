/**
 * How a command ends early. iproute2 does it in two ways: `exit()` ends the whole program, a batch included;
 * `return -1` ends the command, and a batch with -force goes on with the next line.
 */
export class Stop extends Error {
  readonly ends: 'program' | 'command'
  /** What goes to stderr. */
  readonly words: string
  readonly status: number

  constructor(ends: 'program' | 'command', words: string, status: number) {
    super(words)
    this.ends = ends
    this.words = words
    this.status = status
  }
}

/** exit(-1), unless another status is given. */
export function exit(words: string, status = 255): never {
  throw new Stop('program', words, status)
}

/** return -1. */
export function fail(words: string, status = 1): never {
  throw new Stop('command', words, status)
}

/** nodev(). */
export function noDevice(name: string): never {
  fail(`Cannot find device "${name}"\n`)
}

/** invarg(). Many of iproute2's messages end with a newline of their own; then two are printed. */
export function invalid(argument: string, why: string): never {
  exit(`Error: argument "${argument}" is wrong: ${why}\n`)
}

/** duparg(). */
export function duplicate(key: string, argument: string): never {
  exit(`Error: duplicate "${key}": "${argument}" is the second value.\n`)
}

/** duparg2(). */
export function garbage(key: string, argument: string): never {
  exit(`Error: either "${key}" is duplicate, or "${argument}" is a garbage.\n`)
}

/** incomplete_command(). */
export function incomplete(): never {
  exit('Command line is not complete. Try option "help"\n')
}

/** The real tool would go on here; this world has nothing to do it with. */
export function notModelled(what: string): never {
  fail(`ip: ${what}: not part of this simulation\n`)
}
