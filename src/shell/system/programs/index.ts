import type { Program } from '../../process.ts'
import { sleep } from './sleep.ts'
import { fail, succeed, yes } from './stream.ts'

/** Programs of the base system that have to do with processes and time. */
export const SYSTEM_PROGRAMS: ReadonlyMap<string, Program> = new Map(
  Object.entries({ false: fail, sleep, sync: succeed, true: succeed, yes }),
)
