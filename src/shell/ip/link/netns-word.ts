import { type Refusal, refuse } from '../../../device/errno.ts'
import type { Netns } from '../../../world/world.ts'
import { readInteger } from '../numbers.ts'
import type { Session } from '../session.ts'
import { invalid } from '../stop.ts'

const INIT_PID = 1

/** `netns NAME|PID`: a name, a path of one, or a process; the kernel says when there is no such process. */
export function readNetns(session: Session, word: string): Netns | Refusal {
  const name =
    word.startsWith('/run/netns/') || word.startsWith('/var/run/netns/') ? word.split('netns/')[1]! : word
  const named = session.machine.named.get(name)
  if (named) return named
  const pid = readInteger(word) ?? invalid(word, 'Invalid "netns" value\n')
  return netnsOfProcess(session, pid) ?? refuse('ESRCH')
}

/** Of the processes, only the first, the one that runs and its parent can be told. */
export function netnsOfProcess({ machine, process, netns }: Session, pid: number): Netns | undefined {
  if (pid === INIT_PID) return machine.root
  return pid === process.pid || pid === process.parent ? netns : undefined
}
