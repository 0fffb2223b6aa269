import type { ChangeName } from '../../src/device/kernel-changes.ts'
import { behaviourOf, type KernelVersion } from '../../src/device/kernel-version.ts'

/** Whether a kernel has the worlds of a saying at all, which came with a change (`since`). */
export function hasSuchWorlds(kernel: KernelVersion, since: ChangeName | undefined): boolean {
  return since === undefined || behaviourOf(kernel)[since]
}
