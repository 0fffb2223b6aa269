import { defineConfig } from 'tsdown'

/** Programs beside the tests are bundled as the command is: so they measure what users run, and run where it does. */
export function testProgram(
  cache: string,
  entry: Readonly<Record<string, string>>,
  copy: readonly string[] = [],
) {
  return defineConfig({
    entry: { ...entry },
    outDir: `../../node_modules/.cache/macvlan-lab/${cache}`,
    copy: [...copy],
    format: 'esm',
    platform: 'node',
    target: 'node20',
    outExtensions: () => ({ js: '.js', dts: '.d.ts' }),
    dts: false,
    logLevel: 'warn',
  })
}
