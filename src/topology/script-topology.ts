/**
 * The topology file that a script asks for, in a line of the comment that it begins with:
 *
 *     # topology: published-lab.clab.yml
 *
 * The name is relative to the script's own directory. undefined: the default topology.
 */
export function topologyNamedIn(script: string): string | undefined {
  const comment = /^(?:#.*\n)*/.exec(`${script}\n`)![0]
  return /^# topology: (\S+)$/m.exec(comment)?.[1]
}
