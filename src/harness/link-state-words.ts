import type { KernelBehaviour } from '../device/kernel-version.ts'
import type { Observation } from './observation.ts'

/** After the names of `ip -br link`, after `state` of `ip link`, and in JSON. */
const STATE = /((?:^|\n)[\w.@-]+ +|\bstate |"operstate":")(?:UNKNOWN|UP|DOWN|LOWERLAYERDOWN)\b( *)/g

/**
 * Kernels without `stateAtOnce` say the state of a link up to a second late, as their work queue has time: with
 * them, what it is cannot be compared.
 */
export function withoutLateStates(observation: Observation, kernel: KernelBehaviour): Observation {
  if (kernel.stateAtOnce) return observation
  return { ...observation, stdout: observation.stdout.replace(STATE, '$1# ') }
}
