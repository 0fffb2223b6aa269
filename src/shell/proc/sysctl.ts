import { type Reply, strerror } from '../../device/errno.ts'
import type { World } from '../../world/world.ts'
import { FileFailure, type Process, type Program, type Wait } from '../process.ts'
import { decode, encode } from '../system/bytes.ts'
import { readAll, writeAll } from '../system/streams.ts'
import { getopt, type LongOption, type Parsed } from '../tools/getopt.ts'
import { isReadOnly } from './proc-sys.ts'
import { type Sysctls, swapSeparators, sysctls } from './sysctl-names.ts'
import { SYSCTL_USAGE } from './sysctl-usage.ts'

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

/** One run of `sysctl`. */
interface Run {
  readonly process: Process
  readonly tree: Sysctls
  readonly flags: ReadonlySet<string>
  readonly pattern: RegExp | undefined
  out: string
}

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

function parseSetting(line: string): { name: string; value: string } | undefined {
  const at = line.indexOf('=')
  return at < 0 ? undefined : { name: line.slice(0, at).trim(), value: line.slice(at + 1).trim() }
}

/** A name is a path if a slash is its first separator. */
function toPath(name: string): string {
  return /^[^./]*\//.test(name) ? name : swapSeparators(name)
}

/** How a name is shown: with dots first, as it would have been typed. */
function shown(name: string): string {
  return /^[^./]*\//.test(name) ? swapSeparators(name) : name
}

/** The kernel passes over repeated slashes. */
function find(path: string): string {
  return path.replace(/\/+/g, '/').replace(/^\//, '')
}

function read(run: Run, name: string): number {
  warnOfRepetition(run, name)
  const path = toPath(name)
  const place = run.process.place
  const value = run.tree.read(place, find(path))
  if (value !== undefined) {
    show(run, shown(name), value)
    return 0
  }
  const prefix = `${find(path)}/`
  if (run.tree.names(place).some((known) => known.startsWith(prefix))) return readTree(run, prefix)
  return missing(run, path)
}

function warnOfRepetition(run: Run, name: string): void {
  const repeated = /([./])\1.*/.exec(name)?.[0]
  if (repeated !== undefined) warn(run, `separators should not be repeated: ${repeated}`)
}

function missing(run: Run, path: string): number {
  if (run.flags.has('e')) return 0
  const parent = find(path).replace(/\/$/, '')
  const isFile = path.endsWith('/') && run.tree.read(run.process.place, parent) !== undefined
  return warn(
    run,
    `cannot stat /proc/sys/${path}: ${isFile ? 'Not a directory' : 'No such file or directory'}`,
  )
}

function readTree(run: Run, prefix: string): number {
  for (const path of run.tree.names(run.process.place)) {
    if (!path.startsWith(prefix)) continue
    const name = swapSeparators(path)
    if (run.pattern === undefined || run.pattern.test(name))
      show(run, name, run.tree.read(run.process.place, path) ?? '')
  }
  return 0
}

/** -N names, -n values, -b values without their ends. */
function show(run: Run, name: string, value: string): void {
  if (run.flags.has('N')) run.out += `${name}\n`
  else if (run.flags.has('b')) run.out += value
  else run.out += run.flags.has('n') ? `${value}\n` : `${name} = ${value}\n`
}

function write(run: Run, name: string, value: string): number {
  if (name === '') return warn(run, 'Path is not under /proc/sys/: /proc/sys/')
  const path = toPath(name)
  warnOfRepetition(run, name)
  warnOfRepetition(run, path)
  const reply = request(run, find(path), value)
  if (reply?.errno === 'ENOENT') return missing(run, path)
  if (reply !== undefined) {
    warn(run, `setting key "${shown(name)}": ${strerror(reply.errno)}`)
    return isReadOnly(find(path)) || isDirectory(run, find(path)) ? 0 : 1
  }
  if (run.flags.has('q')) return 0
  if (run.flags.has('b')) run.out += value
  else run.out += run.flags.has('n') || run.flags.has('N') ? `${value}\n` : `${shown(name)} = ${value}\n`
  return 0
}

/** What may not be written, sysctl itself refuses, with the errno that it last met. */
function request(run: Run, path: string, value: string): Reply {
  const { tree, process } = run
  if (isReadOnly(path) && tree.read(process.place, path) !== undefined) return { errno: 'EINVAL' }
  if (isDirectory(run, path)) return { errno: 'EINVAL' }
  if (tree.read(process.place, path) === undefined) return { errno: 'ENOENT' }
  return run.flags.has('y') ? undefined : tree.write(process.place, path, value)
}

function isDirectory({ tree, process }: Run, path: string): boolean {
  return tree.names(process.place).some((known) => known.startsWith(`${path}/`))
}

const DEFAULT_FILE = '/etc/sysctl.conf'

/** Preload(): first all files are read, then their settings are made. */
function* load(run: Run, files: readonly string[]): Generator<Wait, number, void> {
  let status = 0
  const found: Setting[] = []
  for (const name of files.length > 0 ? files : [DEFAULT_FILE]) {
    const text = yield* readText(run, name)
    if (text === undefined) status = warn(run, `cannot open "${name}": No such file or directory`)
    else status |= parseFile(run, name, text, found)
  }
  for (const setting of found) {
    const failed = expand(run, setting.name).reduce((all, name) => all | write(run, name, setting.value), 0)
    if (!setting.lenient) status |= failed
  }
  return status
}

interface Setting {
  readonly name: string
  readonly value: string
  /** The line began with a dash: failures do not count. */
  readonly lenient: boolean
}

function parseFile(run: Run, file: string, text: string, found: Setting[]): number {
  let status = 0
  for (const [index, raw] of text.split('\n').entries()) {
    const line = raw.trim()
    if (line.length < 2 || line.startsWith('#') || line.startsWith(';')) continue
    const lenient = line.startsWith('-')
    const setting = parseSetting(lenient ? line.slice(1) : line)
    if (setting !== undefined) found.push({ ...setting, lenient })
    else if (!lenient) status = warn(run, `${file}(${index + 1}): invalid syntax, continuing...`)
  }
  return status
}

/** Only names in files may have wildcards. */
function expand(run: Run, name: string): readonly string[] {
  if (!/[*?[]/.test(name)) return [name]
  const pattern = new RegExp(
    `^${toPath(name)
      .replace(/[.+^${}()|\\]/g, '\\$&')
      .replace(/\*/g, '[^/]*')
      .replace(/\?/g, '[^/]')}$`,
  )
  const names = run.tree.names(run.process.place).filter((path) => pattern.test(path))
  return names.length > 0 ? names.map(swapSeparators) : [name]
}

function* readText(run: Run, name: string): Generator<Wait, string | undefined, void> {
  const { stdin, system, cwd, place } = run.process
  if (name === '-') return decode(yield* readAll(stdin))
  try {
    return decode(system.files.read(name.startsWith('/') ? name : `${cwd}/${name}`, place))
  } catch (failure) {
    if (!(failure instanceof FileFailure)) throw failure
    return undefined
  }
}

function regularExpression(text: string | undefined): RegExp | undefined {
  if (text === undefined) return undefined
  try {
    return new RegExp(text)
  } catch {
    return /(?!)/
  }
}

function print(run: Run, words: string): number {
  run.out += words
  return 0
}

function say(run: Run, words: string, status: number): number {
  run.process.stderr.write(encode(words))
  return status
}

/** xwarnx() of procps: what has been printed so far comes first. */
function warn(run: Run, words: string): number {
  run.process.stdout.write(encode(run.out))
  run.out = ''
  return say(run, `sysctl: ${words}\n`, 1)
}
