import { fail } from './stop.ts'
import { matches } from './words.ts'

/** parse_on_off(): a beginning of either word will do. `status`: what the caller makes of its -EINVAL. */
export function readOnOff(key: string, word: string, status: number): boolean {
  if (matches(word, 'off')) return false
  if (matches(word, 'on')) return true
  return fail(`Error: argument of "${key}" must be one of "off", "on", not "${word}"\n`, status)
}
