import { testProgram } from '../test-program.ts'

/** What records, here and in a guest, with the agent that it starts beside it. */
export default testProgram('record', {
  record: 'record.ts',
  kernels: 'kernels.ts',
  cli: '../../src/cli.ts',
  'record-worlds': 'record-worlds.ts',
  'kernel-agent': '../../src/harness/agent/main.ts',
})
