import { testProgram } from '../test-program.ts'

export default testProgram('bench', {
  bench: 'bench.ts',
  'kernel-rates': 'kernel-rates.ts',
  'world-rates': 'world-rates.ts',
})
