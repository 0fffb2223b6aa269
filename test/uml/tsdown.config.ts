import { testProgram } from '../test-program.ts'

/** What builds and boots, and what plays inside. */
export default testProgram(
  'campaigns',
  { campaigns: 'campaigns.ts', cli: '../../src/cli.ts', 'kernel-agent': '../../src/harness/agent/main.ts' },
  ['init.sh', 'uml.config', 'parts.sh'],
)
