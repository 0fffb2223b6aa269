import { defineConfig } from 'tsdown'

const common = {
  format: 'esm',
  platform: 'node',
  target: 'node20',
  outExtensions: () => ({ js: '.js', dts: '.d.ts' }),
} as const

/** The library with its types, and the programs: the command, what the kernel run starts in its namespaces, and the fuzzer's threads. */
export default defineConfig([
  {
    ...common,
    entry: { index: 'src/index.ts', properties: 'src/properties/index.ts', claims: 'src/claims/index.ts' },
    dts: true,
    clean: true,
  },
  {
    ...common,
    entry: {
      cli: 'src/cli.ts',
      'kernel-agent': 'src/harness/agent/main.ts',
      'fuzz-worker': 'src/fuzz/fuzz-worker.ts',
    },
    dts: false,
    clean: false,
  },
])
