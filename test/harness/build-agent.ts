import { build } from 'tsdown'

/** Vitest's global setup: the kernel harness's agent is a program of its own, which Node cannot run from source. */
export default async function buildAgent(): Promise<void> {
  await build({
    config: false,
    entry: {
      'kernel-agent': 'src/harness/agent/main.ts',
      'run-lab': 'test/harness/run-lab.ts',
      'fuzz-victim': 'test/fuzz/victim.ts',
    },
    outDir: 'node_modules/.cache/macvlan-lab',
    format: 'esm',
    platform: 'node',
    target: 'node20',
    fixedExtension: false,
    dts: false,
    clean: false,
    logLevel: 'warn',
  })
}
