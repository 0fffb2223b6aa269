/**
 * Which arguments of a text tool are files. The tools behind the bridge take their standard input whole, so it must
 * be known beforehand whether they read it: a tool inside `while read` must leave alone what it does not want.
 */

export interface Syntax {
  /** Short options that take a value. */
  readonly valued: string
  /** Operands before the files, unless one of `instead` is given. */
  readonly leading: number
  readonly instead?: string
  /** Never reads standard input, or always. */
  readonly stdin?: 'never' | 'always'
  /** Options with which it reads nothing. */
  readonly none?: string
}

const FILTER: Syntax = { valued: '', leading: 0 }
const NEVER: Syntax = { valued: '', leading: 0, stdin: 'never' }

export const SYNTAX: Readonly<Record<string, Syntax>> = {
  awk: { valued: 'Fvf', leading: 1, instead: 'f' },
  base64: { valued: 'w', leading: 0 },
  chmod: NEVER,
  column: { valued: 'csotNHRWE', leading: 0 },
  comm: { valued: '', leading: 0 },
  cp: NEVER,
  du: NEVER,
  expand: { valued: 't', leading: 0 },
  expr: NEVER,
  file: NEVER,
  find: NEVER,
  fold: { valued: 'w', leading: 0 },
  gunzip: FILTER,
  gzip: FILTER,
  join: { valued: 'aeijovt12', leading: 0 },
  jq: { valued: 'fL', leading: 1, instead: 'f', none: 'n' },
  ln: NEVER,
  md5sum: FILTER,
  mv: NEVER,
  nl: { valued: 'bdfhilnsvw', leading: 0 },
  printenv: NEVER,
  readlink: NEVER,
  rev: FILTER,
  rm: NEVER,
  rmdir: NEVER,
  sed: { valued: 'efls', leading: 1, instead: 'ef' },
  sha1sum: FILTER,
  sha256sum: FILTER,
  split: { valued: 'abCln', leading: 0 },
  stat: NEVER,
  strings: { valued: 'n', leading: 0 },
  tac: { valued: 's', leading: 0 },
  tar: { valued: 'fC', leading: 0 },
  touch: NEVER,
  tree: NEVER,
  unexpand: { valued: 't', leading: 0 },
  yq: { valued: 'oPI', leading: 1, none: 'n' },
}

export function readsStdin(syntax: Syntax, args: readonly string[]): boolean {
  if (syntax.stdin) return syntax.stdin === 'always'
  const { operands, letters } = separate(syntax, args)
  if ([...(syntax.none ?? '')].some((letter) => letters.has(letter))) return false
  const leading = [...(syntax.instead ?? '')].some((letter) => letters.has(letter)) ? 0 : syntax.leading
  const files = operands.slice(leading).filter((operand) => !/^[A-Za-z_]\w*=/.test(operand))
  return files.length === 0 || files.includes('-')
}

function separate(syntax: Syntax, args: readonly string[]) {
  const operands: string[] = []
  const letters = new Set<string>()
  for (let i = 0; i < args.length; i++) {
    const arg = args[i]!
    if (arg === '--') return { operands: [...operands, ...args.slice(i + 1)], letters }
    if (!/^-./.test(arg) || arg.startsWith('--')) {
      if (!arg.startsWith('--')) operands.push(arg)
      continue
    }
    for (let at = 1; at < arg.length; at++) {
      letters.add(arg[at]!)
      if (!syntax.valued.includes(arg[at]!)) continue
      if (at === arg.length - 1) i++
      break
    }
  }
  return { operands, letters }
}
