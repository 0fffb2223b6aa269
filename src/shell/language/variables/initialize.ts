import { DEFAULT_PATH } from '../../system/files/layout.ts'
import type { Shell } from '../shell.ts'

/** The version of bash whose behaviour is modelled. */
export const BASH_VERSION = ['5', '2', '15', '1', 'release', 'x86_64-pc-linux-gnu'] as const

/** What a shell knows when it starts. */
export function initialize(shell: Shell, env: ReadonlyMap<string, string>, parent: number): void {
  const { variables } = shell
  for (const [name, text] of env) {
    variables.set(name, text)
    variables.ensure(name).attributes.add('x')
  }
  const [major, minor, patch, build, release] = BASH_VERSION
  variables.set('IFS', ' \t\n')
  variables.set('PS4', '+ ')
  variables.set('OPTIND', '1')
  variables.set('OPTERR', '1')
  variables.set('BASH', '/bin/bash')
  variables.set('BASH_VERSION', `${major}.${minor}.${patch}(${build})-${release}`)
  variables.setArray('BASH_VERSINFO', BASH_VERSION)
  variables.set('HOSTNAME', shell.place.machine)
  variables.set('HOSTTYPE', 'x86_64')
  variables.set('OSTYPE', 'linux-gnu')
  variables.set('MACHTYPE', 'x86_64-pc-linux-gnu')
  for (const [name, text] of [
    ['PPID', String(parent)],
    ['UID', '0'],
    ['EUID', '0'],
  ] as const) {
    variables.set(name, text)
    variables.ensure(name).attributes.add('i').add('r')
  }
  variables.ensure('BASH_VERSINFO').attributes.add('r')
  if (variables.get('PATH') === undefined) variables.set('PATH', DEFAULT_PATH)
  variables.set('PWD', shell.cwd)
  variables.ensure('PWD').attributes.add('x')
  variables.ensure('OLDPWD').attributes.add('x')
  const level = Number(env.get('SHLVL') ?? 0)
  variables.set('SHLVL', String((Number.isInteger(level) ? level : 0) + 1))
  variables.ensure('SHLVL').attributes.add('x')
  variables.changed()
}
