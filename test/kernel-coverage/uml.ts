/** A User Mode Linux with counters in macvlan.c. */
import { appendFileSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { boot } from '../uml/boot.ts'
import { builtUml, type Uml } from '../uml/build.ts'

const COUNTERS = `CONFIG_DEBUG_FS=y
CONFIG_GCOV_KERNEL=y
`

export function countingKernel(cache: string): Uml {
  const uml = builtUml({ version: '6.12', config: COUNTERS, prepare: count, cache, name: 'linux' })
  if (uml === undefined) throw new Error('no suite of Debian has the sources any more')
  return uml
}

function count(tree: string): void {
  appendFileSync(join(tree, 'drivers/net/Makefile'), '\nGCOV_PROFILE_macvlan.o := y\n')
  // It is called before this architecture can print.
  const base = join(tree, 'kernel/gcov/gcc_base.c')
  writeFileSync(base, readFileSync(base, 'utf8').replace(/^\s*pr_info\(.*\n/m, ''))
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

/** Throws if no counters come back. */
export async function playCorpus(kernel: Uml, corpus: Corpus): Promise<void> {
  const { programs, out, minutes, labs, random, small } = corpus
  const counters = join(out, 'macvlan.gcda')
  rmSync(counters, { force: true })
  const work = `echo "coverage: booted $(uname -r)"
uname -r >/tmp/out/release
node '${join(programs, 'corpus.js')}' ${random} ${small} ${labs.join(' ')}
cat $(find /sys/kernel/debug/gcov -name macvlan.gcda) >/tmp/out/macvlan.gcda
`
  await boot(kernel, { work, out, minutes })
  if (!existsSync(counters)) throw new Error(`the kernel with counters left none in ${out}`)
}
