import { CHANGES, type Change, type ChangeName } from './kernel-changes.ts'

/** `6.18`: the kernel whose behaviour a world has. */
export type KernelVersion = `${number}.${number}`

/** Those that recordings were made on. */
export const RECORDED_VERSIONS = ['5.10', '6.1', '6.12', '6.18', '7.3'] as const satisfies KernelVersion[]
export const DEFAULT_VERSION: KernelVersion = '6.18'

/** Which of the changes a kernel has. */
export type KernelBehaviour = Readonly<Record<ChangeName, boolean>>

export function behaviourOf(version: KernelVersion): KernelBehaviour {
  const before = behaviours.get(version)
  if (before !== undefined) return before
  const changes = Object.entries(CHANGES) as [ChangeName, Change][]
  const known = changes.map(([name, change]) => [name, hasChange(version, change)])
  const behaviour: KernelBehaviour = Object.fromEntries(known)
  behaviours.set(version, behaviour)
  return behaviour
}

/** Worked out once: those who play many worlds ask for each. */
const behaviours = new Map<KernelVersion, KernelBehaviour>()

function hasChange(version: KernelVersion, { since, stable = [] }: Change): boolean {
  return compareVersions(since, version) <= 0 || stable.some((release) => versionOf(release) === version)
}

/** `6.1` of `6.1.0-50-cloud-amd64`; undefined if it does not begin with a version. */
export function versionOf(release: string): KernelVersion | undefined {
  return /^\d+\.\d+/.exec(release)?.[0] as KernelVersion | undefined
}

/** Negative: the first is older. */
export function compareVersions(left: KernelVersion, right: KernelVersion): number {
  const [a, b] = [left, right].map((version) => version.split('.').map(Number))
  return a![0]! - b![0]! || a![1]! - b![1]!
}
