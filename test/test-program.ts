import { build, defineConfig } from 'tsdown'

const CACHE = 'node_modules/.cache/macvlan-lab'

/** As the command is bundled. */
const AS_THE_COMMAND = {
  format: 'esm',
  platform: 'node',
  target: 'node20',
  dts: false,
  logLevel: 'warn',
} as const

/** Programs beside the tests are bundled as the command is: so they measure what users run, and run where it does. */
export function testProgram(
  cache: string,
  entry: Readonly<Record<string, string>>,
  copy: readonly string[] = [],
) {
  return defineConfig({
    ...AS_THE_COMMAND,
    entry: { ...entry },
    outDir: `../../${CACHE}/${cache}`,
    copy: [...copy],
    outExtensions: () => ({ js: '.js', dts: '.d.ts' }),
  })
}

/** The same from within a test, for what Node cannot run from source. The directory, where other programs stay as they are. */
export async function buildPrograms(cache: string, entry: Readonly<Record<string, string>>): Promise<string> {
  const outDir = `${CACHE}/${cache}`
  await build({
    ...AS_THE_COMMAND,
    config: false,
    entry: { ...entry },
    outDir,
    fixedExtension: false,
    clean: false,
  })
  return outDir
}
