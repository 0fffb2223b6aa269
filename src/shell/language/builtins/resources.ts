import type { Builtin } from './index.ts'

/** Builtins about the process itself, which the model has no use for: accepted, and harmless. */

const umask: Builtin = (shell, { words }) => {
  if (words.length === 1) shell.write(1, '0022\n')
  else if (words[1] === '-S') shell.write(1, 'u=rwx,g=rx,o=rx\n')
  return 0
}

const ulimit: Builtin = (shell, { words }) => {
  if (words.slice(1).every((word) => word.startsWith('-')))
    shell.write(1, words[1] === '-n' ? '1024\n' : 'unlimited\n')
  return 0
}

const times: Builtin = (shell) => {
  shell.write(1, '0m0.000s 0m0.000s\n0m0.000s 0m0.000s\n')
  return 0
}

const accept: Builtin = () => 0

export const resources: Readonly<Record<string, Builtin>> = {
  ...{ umask, ulimit, times, enable: accept, history: accept, bind: accept, complete: accept, alias: accept },
  ...{ unalias: accept },
}
