import { buildPrograms } from '../test-program.ts'

/** Vitest's global setup: the kernel harness's agent is a program of its own, which Node cannot run from source. */
export default async function buildAgent(): Promise<void> {
  await buildPrograms('.', {
    'kernel-agent': 'src/harness/agent/main.ts',
    'run-lab': 'test/harness/run-lab.ts',
    'fuzz-victim': 'test/fuzz/victim.ts',
  })
}
