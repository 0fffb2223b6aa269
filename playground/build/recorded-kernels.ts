import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { isRecordingOf, readRecording } from '../../src/harness/recording.ts'
import type { Topology } from '../../src/topology/topology.ts'

const FOLDER = join(import.meta.dirname, '../../test/kernel/recorded')

/** Kernels of which there is a recording of just this script on just this world; the tests hold the model to them. */
export function kernelsThatRan(
  name: string,
  script: string,
  topology: Topology,
  folder: string = FOLDER,
): string[] {
  return recordedKernels(folder).filter((kernel) => {
    const file = ['.json', '.json.gz'].map((end) => join(folder, kernel, name + end)).find(existsSync)
    // A script is bytes, one character each, to those who record it.
    const bytes = Buffer.from(script, 'utf8').toString('latin1')
    return file !== undefined && isRecordingOf(readRecording(file), bytes, topology)
  })
}

/** Oldest first. */
export function recordedKernels(folder: string): string[] {
  if (!existsSync(folder)) return []
  const order = new Intl.Collator('en', { numeric: true })
  return readdirSync(folder)
    .filter((name) => /^\d+\.\d+$/.test(name))
    .sort(order.compare)
}
