import { defineConfig } from 'tsdown'

/** Bundled as the command is, so that it measures what users run. */
export default defineConfig({
  entry: { bench: 'bench.ts', 'kernel-rates': 'kernel-rates.ts' },
  outDir: '../../node_modules/.cache/macvlan-lab/bench',
  format: 'esm',
  platform: 'node',
  target: 'node20',
  outExtensions: () => ({ js: '.js', dts: '.d.ts' }),
  dts: false,
  logLevel: 'warn',
})
