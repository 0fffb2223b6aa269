import { existsSync } from 'node:fs'
import { release } from 'node:os'
import { versionOf } from '../../device/kernel-version.ts'
import { hasIpvlans, hasVlans, moduleSupport } from '../../harness/kernel-facts.ts'
import type { KernelTraits } from '../kernel-traits.ts'
import { hasTaps } from './held-taps.ts'

/** This machine's kernel. */
export function traitsHere(): KernelTraits {
  return {
    version: versionOf(release()),
    vlans: hasVlans(),
    ipvlans: hasIpvlans(),
    modules: moduleSupport(release()),
    taps: hasTaps(),
    ipv6: existsSync('/proc/sys/net/ipv6'),
  }
}
