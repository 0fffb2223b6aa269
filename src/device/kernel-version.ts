/** `6.18`: the kernel whose behaviour a world has. Each of CHANGES says from which on it holds. */
export type KernelVersion = `${number}.${number}`

/** Those that recordings were made on. */
export const RECORDED_VERSIONS = ['5.10', '6.1', '6.12', '6.18', '7.3'] as const satisfies KernelVersion[]
export const DEFAULT_VERSION: KernelVersion = '6.18'

/** Something that kernels did not always do. */
export interface Change {
  readonly since: KernelVersion
  /** The kernel function that changed. */
  readonly kernel: string
  /** What is so since then, and what was so before. */
  readonly now: string
  readonly before: string
}

/** Every way in which the model tells kernels apart. Nothing else may compare versions. */
export const CHANGES = {} as const satisfies Readonly<Record<string, Change>>

export type ChangeName = keyof typeof CHANGES

/** Which of the changes a kernel has. */
export type KernelBehaviour = Readonly<Record<ChangeName, boolean>>

export function behaviourOf(version: KernelVersion): KernelBehaviour {
  const names = Object.keys(CHANGES) as ChangeName[]
  return Object.fromEntries(
    names.map((name) => [
      name,
      compareVersions((CHANGES as Record<string, Change>)[name]!.since, version) <= 0,
    ]),
  ) as KernelBehaviour
}

/** `6.1` of `6.1.0-50-cloud-amd64`; undefined if it does not begin with a version. */
export function versionOf(release: string): KernelVersion | undefined {
  return /^\d+\.\d+(?![\d])/.exec(release)?.[0] as KernelVersion | undefined
}

/** Negative: the first is older. */
export function compareVersions(left: KernelVersion, right: KernelVersion): number {
  const [a, b] = [left, right].map((version) => version.split('.').map(Number))
  return a![0]! - b![0]! || a![1]! - b![1]!
}
