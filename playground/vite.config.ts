import { defineConfig } from 'vite'
import { labsPlugin } from './labs-plugin.ts'
import { offlinePlugin } from './offline-plugin.ts'
import { specPlugin } from './spec-plugin.ts'

export default defineConfig({
  root: import.meta.dirname,
  base: './',
  plugins: [labsPlugin(), specPlugin(), offlinePlugin()],
  // Trials run in workers. Each brings its own copy of the shell: it is fetched when the first trial is asked for, and
  // what page and workers shared would have to do without the page's own loader of style sheets.
  worker: { format: 'es' },
  // The text tools that the model leaves to just-bash: its build for browsers, loaded when the first of them runs.
  resolve: { alias: { 'just-bash': 'just-bash/browser', 'node:zlib': `${import.meta.dirname}/lab/zlib.ts` } },
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    target: 'es2022',
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 1500,
    rolldownOptions: {
      checks: { pluginTimings: false },
      input: [`${import.meta.dirname}/index.html`, `${import.meta.dirname}/embed.ts`],
      output: { entryFileNames: ({ name }) => (name === 'embed' ? 'embed.js' : 'assets/[name]-[hash].js') },
    },
  },
})
