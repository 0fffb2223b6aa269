import { runTrial } from './run-trial.ts'
import type { Trial } from './variants.ts'

/** Runs trials away from the page, which stays smooth whatever a script does. */
addEventListener('message', async ({ data }: MessageEvent<Trial>) => {
  postMessage(await runTrial(data))
})
