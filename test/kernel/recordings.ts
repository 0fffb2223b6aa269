import { existsSync } from 'node:fs'
import { type Recording, readRecording, recordingPath } from '../../src/harness/recording.ts'

/** Where labs' recordings are, a directory for each kernel: claims keep theirs beside their labs. */
export const RECORDED = 'test/kernel/recorded'
export const CLAIMS = 'test/claims'
const CLAIMS_RECORDED = `${CLAIMS}/recorded`

/** A lab's own of these. */
export function directoryOf(lab: string): string {
  return lab.startsWith(`${CLAIMS}/`) ? CLAIMS_RECORDED : RECORDED
}

/** Both, for one kernel. */
export function directoriesOf(version: string): readonly string[] {
  return [RECORDED, CLAIMS_RECORDED].map((directory) => `${directory}/${version}`)
}

/** What a kernel once did in that lab, compressed or not. */
export function recordedOf(lab: string, kernel: string): Recording | undefined {
  const path = recordingPath(directoryOf(lab), kernel, lab)
  const file = [path, `${path}.gz`].find((one) => existsSync(one))
  return file === undefined ? undefined : readRecording(file)
}
