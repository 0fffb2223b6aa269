import type { Program } from '../process.ts'
import { bridged } from './bridge.ts'
import { cat } from './cat.ts'
import { cut } from './cut.ts'
import { diff } from './diff.ts'
import { egrep, fgrep, grep } from './grep.ts'
import { head, tail } from './head.ts'
import { ls } from './ls.ts'
import { mkdir } from './mkdir.ts'
import { basename, dirname } from './names.ts'
import { od } from './od.ts'
import { SYNTAX } from './operands.ts'
import { paste } from './paste.ts'
import { seq } from './seq.ts'
import { sort } from './sort.ts'
import { tee } from './tee.ts'
import { tr } from './tr.ts'
import { uniq } from './uniq.ts'
import { wc } from './wc.ts'

/**
 * Text tools. Those that must show what they read at once, stop early or take part of their input are our own;
 * the others are just-bash's.
 */
export const TEXT_PROGRAMS: ReadonlyMap<string, Program> = new Map<string, Program>([
  ...Object.entries(SYNTAX).map(([name, syntax]) => [name, bridged(name, syntax)] as const),
  ...Object.entries({
    ...{
      basename,
      cat,
      cut,
      diff,
      dirname,
      egrep,
      fgrep,
      grep,
      head,
      ls,
      od,
      paste,
      seq,
      sort,
      tail,
      tee,
      tr,
      uniq,
    },
    ...{ mkdir, wc },
  }),
])
