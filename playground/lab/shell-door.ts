/** What the page loads after its first picture: the shell, and what goes with it. */
export { rowOf } from '../record/rows.ts'
export { isIncomplete } from './blocks.ts'
export { complete } from './completion.ts'
export { Lab } from './lab.ts'

/** What Tab offers where a command is expected: what a student may want, not everything that there is. */
export const COMMANDS = [
  ...[
    'arping',
    'bridge',
    'cat',
    'cd',
    'clear',
    'echo',
    'ethtool',
    'exit',
    'export',
    'grep',
    'head',
    'help',
    'history',
  ],
  ...[
    'ip',
    'jobs',
    'jq',
    'kill',
    'ls',
    'lsmod',
    'mausezahn',
    'modprobe',
    'on',
    'ping',
    'sleep',
    'sort',
    'sysctl',
    'tail',
  ],
  ...['tcpdump', 'time', 'timeout', 'uname', 'wait', 'watch'],
]
