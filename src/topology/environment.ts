/** What a script finds when it starts, in the simulator and on a real kernel alike. */

/** Directory of the command `on`, which addresses another machine. */
export const COMMANDS_DIRECTORY = '/run/macvlan-lab'

/** Home and first working directory: empty but for the script. */
export const HOME = '/root'

export const environment: Readonly<Record<string, string>> = {
  HOME,
  LANG: 'C',
  LC_ALL: 'C',
  LOGNAME: 'root',
  PATH: `${COMMANDS_DIRECTORY}:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin`,
  SHELL: '/bin/bash',
  USER: 'root',
}

/**
 * The name under which bash runs a script, and so the name in its messages: as it was given, except that a path
 * that climbs out of the working directory keeps only its last part, and standard input is called `bash`, as bash
 * calls itself then.
 */
export function scriptName(given: string): string {
  if (given === '-') return 'bash'
  const parts = given.split('/')
  return parts.includes('..') ? parts[parts.length - 1]! : given
}

/** What `on` says, by mistake; it ends with the status beside it. */
export const ON_USAGE = { status: 2, message: 'usage: on MACHINE COMMAND [ARG]...\n' } as const
export const onUnknownMachine = (name: string) =>
  ({ status: 1, message: `on: no machine "${name}"\n` }) as const
