import type { Refusal, Reply } from '../../device/errno.ts'
import { refusalWords } from '../ip/session.ts'
import { fail } from '../ip/stop.ts'

/** return -1: where `ip` says 1, `bridge` lets the number through, and the shell sees 255. */
export function failed(words: string, status = 255): never {
  fail(words, status)
}

export function noDevice(name: string): never {
  failed(`Cannot find device "${name}"\n`)
}

export function noBridge(name: string): never {
  failed(`Cannot find bridge device "${name}"\n`)
}

/** rtnl_talk: tells the user when the kernel said no. */
export function report(reply: Reply): number {
  if (reply !== undefined) refused(reply)
  return 0
}

export function refused(refusal: Refusal, status = 255): never {
  failed(refusalWords(refusal), status)
}
