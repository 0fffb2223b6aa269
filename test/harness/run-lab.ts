/** A program that runs one lab, to be killed or run as somebody else: `node run-lab.js SCRIPT`. Says when it begins. */
import { runOnKernel } from '../../src/harness/kernel.ts'
import { defaultTopology } from '../../src/topology/topology.ts'

process.stdout.write('begun\n')
const run = await runOnKernel({
  topology: defaultTopology,
  script: { name: 'lab.sh', text: process.argv[2]! },
})
process.stdout.write(`${JSON.stringify(run)}\n`)
