/** User Mode Linux: a kernel of Debian's sources as a program of this machine. Nothing of it is installed. */
import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Apt } from '../kernel/debian.ts'
import { mend } from './mends.ts'

export interface Wish {
  /** `6.12`, or `7` for the newest that begins so. */
  readonly version: string
  /** What is asked for beside uml.config. */
  readonly config?: string
  /** Changes the sources, once. */
  readonly prepare?: (tree: string) => void
  /** For packages, and their sources under `name`. */
  readonly cache: string
  readonly name: string
}

export interface Uml {
  /** Where the sources are, built. */
  readonly tree: string
  /** A program of this machine that is a kernel. */
  readonly program: string
}

const CONFIG = fileURLToPath(new URL('uml.config', import.meta.url))

/** Fetches and builds what is not there yet; undefined: no suite has that version any more. */
export function builtUml(wish: Wish): Uml | undefined {
  const tree = resolve(wish.cache, wish.name)
  if (!existsSync(join(tree, 'Makefile'))) {
    const apt = new Apt(wish.cache)
    const name = apt.newestSource(wish.version)
    if (name === undefined) return undefined
    unpack(apt.download(name), tree)
    mend(tree)
    wish.prepare?.(tree)
  }
  const config = readFileSync(CONFIG, 'utf8') + (wish.config ?? '')
  const program = join(tree, 'linux')
  if (!existsSync(program) || linesOf(config) !== configuredBefore(tree)) build(tree, config)
  return { tree, program }
}

function unpack(deb: string, tree: string): void {
  mkdirSync(tree, { recursive: true })
  const script = `dpkg-deb --fsys-tarfile "$1" | tar -xO --wildcards './usr/src/*.tar.xz' | tar -xJ -C "$2" --strip-components=1`
  execFileSync('bash', ['-o', 'pipefail', '-c', script, 'bash', deb, tree])
}

const WISHED = '.config.wished'

function configuredBefore(tree: string): string | undefined {
  const file = join(tree, WISHED)
  return existsSync(file) ? linesOf(readFileSync(file, 'utf8')) : undefined
}

/** In which order they stand does not matter. */
function linesOf(config: string): string {
  return config.split('\n').filter(Boolean).sort().join('\n')
}

/** Takes minutes, and keeps out of the way of others. */
function build(tree: string, config: string): void {
  writeFileSync(join(tree, '.config'), config)
  for (const target of ['olddefconfig', 'linux'])
    run('nice', ['make', 'ARCH=um', '-s', `-j${availableParallelism()}`, target], tree)
  writeFileSync(join(tree, WISHED), config)
}

function run(command: string, words: readonly string[], cwd: string): void {
  const { status } = spawnSync(command, words, { cwd, stdio: ['ignore', 'ignore', 'inherit'] })
  if (status !== 0) throw new Error(`${command} ${words.join(' ')} ended with ${status}, in ${cwd}`)
}
