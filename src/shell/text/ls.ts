import { FileFailure, type FileStatus, type Process, type Wait } from '../process.ts'
import { errorText } from '../system/files/errors.ts'
import { joinPath, resolvePath } from '../system/files/path.ts'
import { writeAll } from '../system/streams.ts'
import { formatTime } from '../system/time-format.ts'
import { type ToolSyntax, tool } from '../system/tool.ts'

const SYNTAX: ToolSyntax = {
  name: 'ls',
  short: '1AaCdFfghilnopqRrSstU',
  long: {
    all: 'a',
    'almost-all': 'A',
    directory: 'd',
    recursive: 'R',
    reverse: 'r',
    color: 'K',
    'color=': 'K',
    classify: 'F',
  },
  trouble: 2,
}

interface Entry {
  readonly name: string
  readonly path: string
  readonly status: FileStatus
}

/** One name a line, as ls writes to anything but a terminal. */
export const ls = tool(SYNTAX, function* (process, { options, operands }) {
  const has = (letter: string) => options.has(letter)
  const found: Entry[] = []
  let status = 0
  for (const name of operands.length > 0 ? [...operands].sort() : ['.']) {
    const path = resolvePath(process.cwd, name)
    const entry = statusOf(process, path, has('l') || has('d'))
    if (entry) found.push({ name, path, status: entry })
    else {
      yield* writeAll(process.stderr, `ls: cannot access '${name}': ${errorText('ENOENT')}\n`)
      status = 2
    }
  }
  const files = found.filter((entry) => has('d') || entry.status.kind !== 'directory')
  const directories = found.filter((entry) => !files.includes(entry))
  yield* writeAll(process.stdout, show(process, order(files, has), has))
  const titled = operands.length > 1 || has('R')
  let first = files.length === 0
  for (const directory of directories) {
    yield* listDirectory(process, directory, has, titled, first)
    first = false
  }
  return status
})

function statusOf(process: Process, path: string, link: boolean): FileStatus | undefined {
  try {
    return process.system.files.status(path, process.place, link)
  } catch (error) {
    if (error instanceof FileFailure) return undefined
    throw error
  }
}

type Has = (letter: string) => boolean

function* listDirectory(
  process: Process,
  directory: Entry,
  has: Has,
  titled: boolean,
  first: boolean,
): Generator<Wait, void, void> {
  const names = process.system.files.list(directory.path, process.place)
  const shown =
    has('a') || has('f') ? ['.', '..', ...names] : names.filter((name) => has('A') || !name.startsWith('.'))
  const entries = order(
    shown.flatMap((name) => {
      const path = resolvePath(directory.path, name)
      const status = statusOf(process, path, true)
      return status ? [{ name, path, status }] : []
    }),
    has,
  )
  const title = titled ? `${first ? '' : '\n'}${directory.name}:\n` : ''
  const total = has('l') ? `total 0\n` : ''
  yield* writeAll(process.stdout, title + total + show(process, entries, has))
  if (!has('R')) return
  for (const entry of entries)
    if (entry.status.kind === 'directory' && entry.name !== '.' && entry.name !== '..')
      yield* listDirectory(
        process,
        { ...entry, name: joinPath(directory.name, entry.name) },
        has,
        true,
        false,
      )
}

function order(entries: readonly Entry[], has: Has): Entry[] {
  if (has('U') || has('f')) return [...entries]
  const byName = (a: Entry, b: Entry) => (a.name < b.name ? -1 : 1)
  const by = (a: Entry, b: Entry) =>
    has('t') ? b.status.modified - a.status.modified : has('S') ? b.status.size - a.status.size : 0
  const sorted = [...entries].sort((a, b) => by(a, b) || byName(a, b))
  return has('r') ? sorted.reverse() : sorted
}

function show(process: Process, entries: readonly Entry[], has: Has): string {
  const width = Math.max(0, ...entries.map(({ status }) => String(status.size).length))
  return entries
    .map((entry) => {
      const mark = has('F') ? classify(entry.status) : ''
      return `${has('l') ? details(process, entry, width) : ''}${entry.name}${has('l') ? arrow(process, entry) : ''}${mark}\n`
    })
    .join('')
}

const KINDS = { file: '-', directory: 'd', device: 'c', symlink: 'l' } as const

function details(process: Process, { status }: Entry, width: number): string {
  const bits = [...'rwxrwxrwx'].map((letter, i) => ((status.mode >> (8 - i)) & 1 ? letter : '-')).join('')
  const recent = process.system.now() - status.modified < 15778476e9
  const time = formatTime(recent ? '%b %e %H:%M' : '%b %e  %Y', status.modified)
  return `${KINDS[status.kind]}${bits} 1 root root ${String(status.size).padStart(width)} ${time} `
}

function arrow(process: Process, { path, status }: Entry): string {
  return status.kind === 'symlink' ? ` -> ${process.system.files.readLink(path, process.place)}` : ''
}

function classify({ kind, mode }: FileStatus): string {
  if (kind === 'directory') return '/'
  return kind === 'symlink' ? '@' : mode & 0o111 ? '*' : ''
}
