import { defineConfig } from 'tsdown'

export default defineConfig({
  entry: { conformance: 'conformance.ts' },
  outDir: '../../node_modules/.cache/macvlan-lab/conformance',
  format: 'esm',
  platform: 'node',
  target: 'node20',
  outExtensions: () => ({ js: '.js', dts: '.d.ts' }),
  dts: false,
  logLevel: 'warn',
})
