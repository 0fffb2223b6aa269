import { defineConfig } from 'tsdown'

const common = {
  format: 'esm',
  platform: 'node',
  target: 'node20',
  outExtensions: () => ({ js: '.js', dts: '.d.ts' }),
} as const

/** The library with its types, and the programs: the command, and what the kernel run starts in its namespaces. */
export default defineConfig([
  { ...common, entry: { index: 'src/index.ts' }, dts: true, clean: true },
  {
    ...common,
    entry: { cli: 'src/cli.ts', 'kernel-agent': 'src/harness/agent/main.ts' },
    dts: false,
    clean: false,
  },
])
