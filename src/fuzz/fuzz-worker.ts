/** The program of a thread: plays the batches that it is given. */
import { parentPort } from 'node:worker_threads'
import { type Batch, BatchRunner } from './batch.ts'

const runner = new BatchRunner()
parentPort!.on('message', async (batch: Batch) => {
  parentPort!.postMessage(await runner.run(batch))
})
