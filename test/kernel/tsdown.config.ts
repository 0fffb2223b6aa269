import { defineConfig } from 'tsdown'

/** Bundled as the command is, with the agent that it starts beside it. */
export default defineConfig({
  entry: {
    record: 'record.ts',
    kernels: 'kernels.ts',
    cli: '../../src/cli.ts',
    'record-worlds': 'record-worlds.ts',
    'kernel-agent': '../../src/harness/agent/main.ts',
  },
  outDir: '../../node_modules/.cache/macvlan-lab/record',
  format: 'esm',
  platform: 'node',
  target: 'node20',
  outExtensions: () => ({ js: '.js', dts: '.d.ts' }),
  dts: false,
  logLevel: 'warn',
})
