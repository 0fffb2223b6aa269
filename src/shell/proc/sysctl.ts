import type { World } from '../../world/world.ts'
import type { Program, Wait } from '../process.ts'
import { encode } from '../system/bytes.ts'
import { writeAll } from '../system/streams.ts'
import { getopt, type LongOption, type Parsed } from '../tools/getopt.ts'
import { load, parseSetting } from './sysctl-load.ts'
import { sysctls } from './sysctl-names.ts'
import { print, type Run, say, warn } from './sysctl-run.ts'
import { SYSCTL_USAGE } from './sysctl-usage.ts'
import { read, readTree, write } from './sysctl-values.ts'

const LETTERS = 'bneNwfp::qoxaAXr:Vdh'

/** The last two have no letter: `y` and `s` stand for them here. */
const LONG: readonly LongOption[] = [
  { name: 'all', short: 'a' },
  { name: 'deprecated', short: 'x' },
  { name: 'binary', short: 'b' },
  { name: 'ignore', short: 'e' },
  { name: 'names', short: 'N' },
  { name: 'values', short: 'n' },
  { name: 'load', short: 'p', takesValue: 'attached' },
  { name: 'quiet', short: 'q' },
  { name: 'write', short: 'w' },
  { name: 'pattern', short: 'r', takesValue: true },
  { name: 'help', short: 'h' },
  { name: 'version', short: 'V' },
  { name: 'dry-run', short: 'y' },
  { name: 'system', short: 's' },
]

/** `sysctl` of procps 4.0. */
export function sysctlProgram(world: World): Program {
  const tree = sysctls(world)
  return function* sysctl(process) {
    const words = getopt(['sysctl', ...process.argv.slice(1)], LETTERS, LONG)
    const options = words.filter((word) => word.kind === 'option')
    const valueFor = (letter: string) => options.findLast(({ name }) => name === letter)?.value
    const flags = new Set(options.map(({ name }) => name))
    const run: Run = { process, tree, flags, pattern: regularExpression(valueFor('r')), out: '' }
    const status = yield* perform(run, words, valueFor('p'))
    yield* writeAll(process.stdout, encode(run.out))
    return status
  }
}

function* perform(
  run: Run,
  words: readonly Parsed[],
  file: string | undefined,
): Generator<Wait, number, void> {
  const operands = words.flatMap((word) => (word.kind === 'operand' ? [word.text] : []))
  const mistake = words.find((word) => word.kind === 'error')
  const has = (letters: string) => [...letters].some((letter) => run.flags.has(letter))
  if (run.process.argv.length < 2) return say(run, SYSCTL_USAGE, 1)
  if (mistake !== undefined) {
    say(run, mistake.message, 1)
    return print(run, SYSCTL_USAGE)
  }
  if (has('hd')) return print(run, SYSCTL_USAGE)
  if (has('V')) return print(run, 'sysctl from procps-ng 4.0.2\n')
  if (has('aAX')) return readTree(run, '')
  if (has('s')) return 0
  if (has('pf')) return yield* load(run, [...(file ? [file] : []), ...operands])
  if (operands.length === 0)
    return say(run, "sysctl: no variables specified\nTry `sysctl --help' for more information.\n", 1)
  return settings(run, operands)
}

function settings(run: Run, operands: readonly string[]): number {
  let status = 0
  for (const word of operands) {
    if (run.flags.has('w') || word.includes('=')) status |= commandLineSetting(run, word)
    else if (word === '') return say(run, 'sysctl: "" is an unknown key\n', 255)
    else status += read(run, word)
  }
  return status
}

/** A setting as it is typed: shorter than two characters it is passed over, and failed. */
function commandLineSetting(run: Run, word: string): number {
  if (word.trim().length < 2) return 1
  const setting = parseSetting(word)
  if (setting === undefined) return warn(run, 'command line(0): invalid syntax, continuing...')
  return write(run, setting.name, setting.value)
}

function regularExpression(text: string | undefined): RegExp | undefined {
  if (text === undefined) return undefined
  try {
    return new RegExp(text)
  } catch {
    return /(?!)/
  }
}
