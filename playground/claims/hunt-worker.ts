import { claimLab } from '../../src/claims/lab.ts'
import { searchInSlices } from '../../src/claims/search.ts'
import type { HuntMessage, HuntOrder } from './hunt.ts'

/** Searches away from the page, which may end it at any time: it looks for no message. */
addEventListener('message', ({ data: { claim, remark, ...options } }: MessageEvent<HuntOrder>) => {
  const start = performance.now()
  const tell = (message: HuntMessage) => postMessage(message)
  const slices = searchInSlices(claim, options)
  for (let next = slices.next(); ; next = slices.next()) {
    const time = performance.now() - start
    if (!next.done) {
      tell({ time, progress: next.value })
      continue
    }
    const verdict = next.value
    const script = 'world' in verdict ? claimLab(claim, verdict.world, remark) : undefined
    return tell({ time, verdict, script })
  }
})
