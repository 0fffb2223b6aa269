import { testProgram } from '../test-program.ts'

/** The report's program, and what runs inside the kernel that counts. */
export default testProgram(
  'coverage/programs',
  {
    'kernel-coverage': 'kernel-coverage.ts',
    corpus: 'corpus.ts',
    'kernel-agent': '../../src/harness/agent/main.ts',
  },
  ['../uml/init.sh', '../uml/uml.config'],
)
