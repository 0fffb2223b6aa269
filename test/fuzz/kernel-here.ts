import type { Step } from '../../src/fuzz/step.ts'

/** What this machine's kernel makes of a history, beside the model: one line for each difference. */
export interface KernelHere {
  differencesOf(steps: readonly Step[]): Promise<readonly string[]>
}

const REQUIRED = process.env['MACVLAN_LAB_REQUIRE_KERNEL'] === '1'

/** Why there is no kernel to compare with; undefined if there is. Where one is required, that throws. */
export const kernelRefusal: string | undefined = await refusal()
export const kernelHere: KernelHere | undefined = kernelRefusal === undefined ? await open() : undefined

async function refusal(): Promise<string | undefined> {
  const why = await whyNot()
  if (why !== undefined && REQUIRED) throw new Error(`the kernel is required here, but ${why}`)
  return why
}

async function whyNot(): Promise<string | undefined> {
  if (process.platform !== 'linux') return `this is ${process.platform}`
  try {
    const { KernelPlace } = await import('../../src/fuzz/kernel/place.ts')
    new KernelPlace(1).close()
    return undefined
  } catch (error) {
    return `it refuses: ${(error as Error).message}`
  }
}

async function open(): Promise<KernelHere> {
  const { runFresh } = await import('../../src/fuzz/batch.ts')
  return {
    // As in a campaign, a difference is believed when it shows again: on a busy machine work items may change places.
    async differencesOf(steps) {
      const { differences } = await runFresh(steps)
      return differences.length === 0 ? differences : (await runFresh(steps)).differences
    },
  }
}
