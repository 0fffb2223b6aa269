import { versionOf } from '../../src/device/kernel-version.ts'
import { readRecording } from '../../src/fuzz/recording.ts'
import { replayWorlds } from '../../src/fuzz/replay.ts'
import type { Check } from './collect.ts'

/** So many worlds of a recording are enough to catch mutants with. */
const MOST = 400

/** Each world that a kernel has played: the model must play it alike. */
export async function recordedWorlds(file: string): Promise<readonly Check[]> {
  const { header, worlds } = await readRecording(file)
  const version = versionOf(header.release)
  return worlds.slice(0, MOST).map((world, index) => ({
    name: `${file} > world ${index}`,
    async run() {
      const { differences } = await replayWorlds([world], version, 1)
      if (differences.length > 0) throw new Error(differences[0]!.run.differences.join('\n'))
    },
  }))
}
