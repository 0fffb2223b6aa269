import { release } from 'node:os'
import { versionOf } from '../../device/kernel-version.ts'
import { hasVlans } from '../../harness/kernel-facts.ts'
import type { KernelTraits } from '../kernel-traits.ts'

/** This machine's kernel. */
export function traitsHere(): KernelTraits {
  return { version: versionOf(release()), vlans: hasVlans() }
}
