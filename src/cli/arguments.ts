import { parseArgs } from 'node:util'
import {
  DEFAULT_VERSION,
  type KernelVersion,
  RECORDED_VERSIONS,
  versionOf,
} from '../device/kernel-version.ts'

/** A mistake on the command line: what to say, and the exit status. */
export class UsageError extends Error {}

export interface Arguments {
  readonly command: Command
  readonly scripts: readonly string[]
  readonly topology: string | undefined
  readonly trace: string | undefined
  readonly kernel: boolean
  readonly kernelVersion: KernelVersion | undefined
  /** As if the script said `# ipv6: on`. */
  readonly ipv6: boolean
  readonly record: string | undefined
}

const COMMANDS = ['run', 'verify', 'explain', 'record'] as const
export type Command = (typeof COMMANDS)[number]

export const USAGE = `Usage: macvlan-lab run [--topology FILE] [--trace FILE] [--kernel-version V] SCRIPT
       macvlan-lab run --kernel [--topology FILE] [--trace FILE] SCRIPT
       macvlan-lab verify [--topology FILE] SCRIPT...
       macvlan-lab explain [--topology FILE] SCRIPT
       macvlan-lab fuzz [--runs N] [--seed S] [--minutes M] [--exhaustive]
       macvlan-lab claim [--worlds N] [--seed S] FILE|ID

  run       runs SCRIPT in the simulator; its output and exit status are the script's
            --kernel: on this machine's kernel instead, in throw-away namespaces
  verify    runs each SCRIPT in both, and prints the differences;
            exit status 0: none, 1: some, 2: could not run
  explain   runs SCRIPT in the simulator, then tells what happened to every frame, and why
  fuzz      plays random histories in both, and compares every frame and counter (fuzz --help)
  claim     looks for the smallest world that contradicts a sentence about macvlan (claim --help)

  SCRIPT is a bash script, or - for standard input.
  --topology FILE  machines and cables, in containerlab's format; without it, a comment
                   "# topology: FILE" in the script, or else host - switch - gateway
  --kernel-version V  the simulator behaves as this kernel (${DEFAULT_VERSION}; recorded: ${RECORDED_VERSIONS.join(', ')})
  --ipv6           IPv6 is on, as with a comment "# ipv6: on" in the script's head
  --trace FILE     writes every frame at every device there, one JSON object a line
`

/** Reads `process.argv` without the first two. Throws UsageError. */
export function readArguments(argv: readonly string[]): Arguments | 'help' | 'version' {
  const { values, positionals } = parse(argv)
  if (values.help) return 'help'
  if (values.version) return 'version'
  const [name, ...scripts] = positionals
  const command = COMMANDS.find((one) => one === name)
  if (command === undefined)
    throw new UsageError(name === undefined ? 'a command is missing' : `unknown command "${name}"`)
  if (scripts.length === 0) throw new UsageError(`${command}: a script is missing`)
  if (scripts.length > 1 && (command === 'run' || command === 'explain'))
    throw new UsageError(`${command} takes one script, not ${scripts.length}`)
  const { topology, trace, kernel = false, ipv6 = false } = values
  if (kernel && command !== 'run') throw new UsageError(`--kernel belongs to run, not to ${command}`)
  if (trace !== undefined && command !== 'run')
    throw new UsageError(`--trace belongs to run, not to ${command}`)
  const kernelVersion = readVersion(values['kernel-version'])
  if (kernelVersion !== undefined && (kernel || command === 'verify'))
    throw new UsageError('--kernel-version is for the simulator: a real kernel has its own')
  return { command, scripts, topology, trace, kernel, kernelVersion, ipv6, record: undefined }
}

export function readVersion(text: string | undefined): KernelVersion | undefined {
  if (text === undefined) return undefined
  const version = versionOf(text)
  if (version !== text) throw new UsageError(`--kernel-version takes a version as in 6.12, not "${text}"`)
  return version
}

/** What parseArgs refuses is a UsageError, in its first sentence, of `command` if one is named. */
export function orUsageError<T>(parse: () => T, command?: string): T {
  try {
    return parse()
  } catch (error) {
    const sentence = (error as Error).message.split('.')[0]!
    throw new UsageError(command === undefined ? sentence : `${command}: ${sentence}`)
  }
}

function parse(argv: readonly string[]) {
  return orUsageError(() =>
    parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: {
        topology: { type: 'string' },
        trace: { type: 'string' },
        kernel: { type: 'boolean' },
        'kernel-version': { type: 'string' },
        ipv6: { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
        version: { type: 'boolean', short: 'V' },
      },
    }),
  )
}
