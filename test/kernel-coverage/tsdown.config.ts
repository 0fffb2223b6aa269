import { defineConfig } from 'tsdown'

/** The report's program, and what runs inside the kernel that counts. */
export default defineConfig({
  entry: {
    'kernel-coverage': 'kernel-coverage.ts',
    corpus: 'corpus.ts',
    'kernel-agent': '../../src/harness/agent/main.ts',
  },
  outDir: '../../node_modules/.cache/macvlan-lab/coverage/programs',
  copy: ['guest.sh', 'uml.config'],
  format: 'esm',
  platform: 'node',
  target: 'node20',
  outExtensions: () => ({ js: '.js', dts: '.d.ts' }),
  dts: false,
  logLevel: 'warn',
})
