import { defineConfig } from 'vite'
import { labsPlugin } from './labs-plugin.ts'

export default defineConfig({
  root: import.meta.dirname,
  base: './',
  plugins: [labsPlugin()],
  resolve: { alias: { 'just-bash': 'just-bash/browser' } },
  build: { outDir: 'dist', emptyOutDir: true, target: 'es2022', modulePreload: { polyfill: false } },
})
