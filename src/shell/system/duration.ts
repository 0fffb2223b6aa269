import type { Nanoseconds } from '../process.ts'
import { SECOND } from './clock.ts'

const UNITS: Readonly<Record<string, number>> = { '': 1, s: 1, m: 60, h: 3600, d: 86400 }

/** `1.5`, `2m`, `infinity` as coreutils read an interval; undefined if it is none. */
export function parseDuration(text: string): Nanoseconds | undefined {
  const found = /^\s*\+?(\d+\.?\d*(?:e[-+]?\d+)?|\.\d+(?:e[-+]?\d+)?|inf(?:inity)?)([smhd]?)$/i.exec(text)
  if (!found) return undefined
  const number = /^inf/i.test(found[1]!) ? Infinity : Number(found[1])
  return Math.round(number * UNITS[found[2]!]! * SECOND)
}
