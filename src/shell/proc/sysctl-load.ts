import { FileFailure, type Wait } from '../process.ts'
import { decode } from '../system/bytes.ts'
import { readAll } from '../system/streams.ts'
import { swapSeparators } from './sysctl-names.ts'
import { type Run, warn } from './sysctl-run.ts'
import { toPath, write } from './sysctl-values.ts'

export function parseSetting(line: string): { name: string; value: string } | undefined {
  const at = line.indexOf('=')
  return at < 0 ? undefined : { name: line.slice(0, at).trim(), value: line.slice(at + 1).trim() }
}

const DEFAULT_FILE = '/etc/sysctl.conf'

/** Preload(): first all files are read, then their settings are made. */
export function* load(run: Run, files: readonly string[]): Generator<Wait, number, void> {
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
