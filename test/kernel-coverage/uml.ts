/** A User Mode Linux with counters in macvlan.c, made from Debian's source package. Nothing of it is installed. */
import { execFileSync, spawnSync } from 'node:child_process'
import {
  appendFileSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { availableParallelism } from 'node:os'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Apt } from '../kernel/debian.ts'

const PACKAGE = 'linux-source-6.12'
const CONFIG = fileURLToPath(new URL('uml.config', import.meta.url))

export interface CountingKernel {
  /** Where the source is, built. */
  readonly tree: string
  /** A program of the host that is a kernel. */
  readonly program: string
}

/** Fetches and builds what is not there yet. The build takes minutes, and keeps out of the way of others. */
export function countingKernel(cache: string): CountingKernel {
  const tree = resolve(cache, 'linux')
  const program = join(tree, 'linux')
  if (!existsSync(join(tree, 'Makefile'))) unpackSource(new Apt(cache).download(PACKAGE), tree)
  if (!existsSync(program) || readFileSync(CONFIG, 'utf8') !== wishedBefore(tree)) build(tree)
  return { tree, program }
}

const WISHED = '.config.wished'

function wishedBefore(tree: string): string | undefined {
  const file = join(tree, WISHED)
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined
}

function unpackSource(deb: string, tree: string): void {
  mkdirSync(tree, { recursive: true })
  const script = `dpkg-deb --fsys-tarfile "$1" | tar -xO --wildcards './usr/src/*.tar.xz' | tar -xJ -C "$2" --strip-components=1`
  execFileSync('bash', ['-o', 'pipefail', '-c', script, 'bash', deb, tree])
  appendFileSync(join(tree, 'drivers/net/Makefile'), '\nGCOV_PROFILE_macvlan.o := y\n')
  // It is called before this architecture can print.
  const base = join(tree, 'kernel/gcov/gcc_base.c')
  writeFileSync(base, readFileSync(base, 'utf8').replace(/^\s*pr_info\(.*\n/m, ''))
}

function build(tree: string): void {
  copyFileSync(CONFIG, join(tree, '.config'))
  for (const target of ['olddefconfig', 'linux'])
    run('nice', ['make', 'ARCH=um', '-s', `-j${availableParallelism()}`, target], tree)
  copyFileSync(CONFIG, join(tree, WISHED))
}

function run(command: string, words: readonly string[], cwd: string): void {
  const { status } = spawnSync(command, words, { cwd, stdio: ['ignore', 'ignore', 'inherit'] })
  if (status !== 0) throw new Error(`${command} ${words.join(' ')} ended with ${status}, in ${cwd}`)
}

export interface Corpus {
  /** The directory of the bundled programs. */
  readonly programs: string
  /** Where the guest puts its counters. */
  readonly out: string
  readonly minutes: number
  readonly labs: readonly string[]
  /** So many random worlds, and so many small ones. */
  readonly random: number
  readonly small: number
}

/** Boots it on this machine's own files, read only, to play the corpus. Throws if no counters come back. */
export function playCorpus({ program }: CountingKernel, corpus: Corpus): void {
  const { programs, out, minutes, labs, random, small } = corpus
  const counters = join(out, 'macvlan.gcda')
  mkdirSync(out, { recursive: true })
  rmSync(counters, { force: true })
  writeFileSync(join(programs, 'labs'), labs.join('\n'))
  const words = [
    ...[
      'mem=2G',
      'root=/dev/root',
      'rootfstype=hostfs',
      'rootflags=/',
      'ro',
      'quiet',
      'con=null',
      'con0=null,fd:1',
    ],
    ...[
      'init=/bin/bash',
      `CORPUS=${programs}`,
      `OUT=${out}`,
      `RANDOM_WORLDS=${random}`,
      `SMALL_WORLDS=${small}`,
    ],
    ...['--', join(programs, 'guest.sh')],
  ]
  spawnSync(program, words, { stdio: ['ignore', 'inherit', 'inherit'], timeout: minutes * 60_000 })
  if (!existsSync(counters)) throw new Error(`the kernel with counters left none in ${out}`)
}
