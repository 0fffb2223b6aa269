import { type Reply, strerror } from '../../device/errno.ts'
import { isReadOnly } from './proc-sys.ts'
import { swapSeparators } from './sysctl-names.ts'
import { type Run, warn } from './sysctl-run.ts'

/** A name is a path if a slash is its first separator. */
export function toPath(name: string): string {
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

export function read(run: Run, name: string): number {
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

export function readTree(run: Run, prefix: string): number {
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

export function write(run: Run, name: string, value: string): number {
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
