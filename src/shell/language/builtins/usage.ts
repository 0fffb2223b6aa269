import type { Shell } from '../shell.ts'

/** How a builtin reports that it was called wrongly. */

export function complain(shell: Shell, name: string, message: string, status = 1): number {
  shell.complain(`${name}: ${message}`)
  return status
}

const USAGES: Readonly<Record<string, string>> = {
  cd: 'cd [-L|[-P [-e]] [-@]] [dir]',
  declare: 'declare [-aAfFgiIlnrtux] [name[=value] ...] or declare -p [-aAfFilnrtux] [name ...]',
  typeset: 'typeset [-aAfFgiIlnrtux] name[=value] ... or typeset -p [-aAfFilnrtux] [name ...]',
  local: 'local [option] name[=value] ...',
  export: 'export [-fn] [name[=value] ...] or export -p',
  readonly: 'readonly [-aAf] [name[=value] ...] or readonly -p',
  unset: 'unset [-f] [-v] [-n] [name ...]',
  read: 'read [-ers] [-a array] [-d delim] [-i text] [-n nchars] [-N nchars] [-p prompt] [-t timeout] [-u fd] [name ...]',
  mapfile:
    'mapfile [-d delim] [-n count] [-O origin] [-s count] [-t] [-u fd] [-C callback] [-c quantum] [array]',
  printf: 'printf [-v var] format [arguments]',
  kill: 'kill [-s sigspec | -n signum | -sigspec] pid | jobspec ... or kill -l [sigspec]',
  wait: 'wait [-fn] [-p var] [id ...]',
  jobs: 'jobs [-lnprs] [jobspec ...] or jobs -x command [args]',
  trap: 'trap [-lp] [[arg] signal_spec ...]',
  set: 'set [-abefhkmnptuvxBCEHPT] [-o option-name] [--] [-] [arg ...]',
  shopt: 'shopt [-pqsu] [-o] [optname ...]',
  type: 'type [-afptP] name [name ...]',
  command: 'command [-pVv] command [arg ...]',
  eval: 'eval [arg ...]',
  source: 'source filename [arguments]',
  '.': '. filename [arguments]',
  exec: 'exec [-cl] [-a name] [command [argument ...]] [redirection ...]',
  getopts: 'getopts optstring name [arg ...]',
  hash: 'hash [-lr] [-p pathname] [-dt] [name ...]',
  pwd: 'pwd [-LP]',
  umask: 'umask [-p] [-S] [mode]',
  ulimit: 'ulimit [-SHabcdefiklmnpqrstuvxPRT] [limit]',
}

/** An unknown option: message, usage, status 2. */
export function invalidOption(shell: Shell, name: string, option: string): number {
  complain(shell, name, `${option}: invalid option`)
  return usage(shell, name)
}

export function usage(shell: Shell, name: string): number {
  shell.write(2, `${name}: usage: ${USAGES[name] ?? name}\n`)
  return 2
}

export interface Options {
  /** Letters given; for those that take a value, the value. */
  readonly given: ReadonlyMap<string, string>
  readonly rest: readonly string[]
}

/** Reads options as bash's own getopt does: `ab:` means -a and -b VALUE. A number is the status of a refusal. */
export function readOptions(shell: Shell, words: readonly string[], letters: string): Options | number {
  const [name = '', ...args] = words
  const given = new Map<string, string>()
  let i = 0
  for (; i < args.length; i++) {
    const word = args[i]!
    if (word === '--') {
      i++
      break
    }
    if (!/^-./.test(word)) break
    for (let at = 1; at < word.length; at++) {
      const letter = word[at]!
      const known = letters.indexOf(letter)
      if (known < 0 || letter === ':') return invalidOption(shell, name, `-${letter}`)
      if (letters[known + 1] !== ':') {
        given.set(letter, '')
        continue
      }
      const value = at + 1 < word.length ? word.slice(at + 1) : args[++i]
      if (value === undefined) {
        complain(shell, name, `-${letter}: option requires an argument`)
        return usage(shell, name)
      }
      given.set(letter, value)
      break
    }
  }
  return { given, rest: args.slice(i) }
}
