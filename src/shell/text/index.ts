import type { Program } from '../process.ts'

export const TEXT_PROGRAMS: ReadonlyMap<string, Program> = new Map<string, Program>()
