import type { Program } from '../process.ts'
import { bridged } from './bridge.ts'
import { cat } from './cat.ts'
import { head, tail } from './head.ts'
import { SYNTAX } from './operands.ts'
import { tee } from './tee.ts'

/**
 * Text tools. Those that must show what they read at once, stop early or take part of their input are our own;
 * the others are just-bash's.
 */
export const TEXT_PROGRAMS: ReadonlyMap<string, Program> = new Map<string, Program>([
  ...Object.entries(SYNTAX).map(([name, syntax]) => [name, bridged(name, syntax)] as const),
  ...Object.entries({ cat, head, tail, tee }),
])
