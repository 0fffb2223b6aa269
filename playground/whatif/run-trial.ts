import { Lab } from '../lab/lab.ts'
import { type Outcome, outcomeOf } from './outcome.ts'
import type { Trial } from './variants.ts'

/** Runs a script on its world, as fast as it goes, and tells what came of it. */
export async function runTrial({ topology, entries }: Trial): Promise<Outcome> {
  let complaints = ''
  const lab = await Lab.boot(topology, {
    onOutput: (_place, text, complains) => {
      if (complains) complaints += text
    },
    onPrompt: () => {},
    onChange: () => {},
  })
  await lab.replay(entries)
  const { recording } = lab
  lab.close()
  return outcomeOf(
    recording,
    complaints.split('\n').filter((line) => line !== ''),
  )
}
