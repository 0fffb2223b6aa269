import type { Mac } from '../frame/mac.ts'

/** `ip tuntap add dev DEV mode tap`, then `ip link set DEV address MAC`, as that command knows of no address. */
export interface CreateTapStep {
  readonly do: 'create tap'
  readonly dev: string
  readonly mac: Mac
}

/** A program attaches to a tap, and holds it; reads all that waits for it; lets go of it. */
export interface TapStep {
  readonly do: 'tap'
  readonly dev: string
  readonly how: 'attach' | 'read' | 'detach'
}

/** What a program is told that reads or writes, but holds no tap. */
export const NOT_HELD = 'no program holds it'

/** What a program has read, in one line. */
export function framesText(frames: readonly string[]): string {
  return ['ok', ...frames].join(' ')
}
