import type { Reply } from '../device/errno.ts'

/** As a kernel's answer is told: `ok`, `EINVAL`, or `EINVAL: why`. */
export function say(reply: Reply): string {
  if (reply === undefined) return 'ok'
  return reply.extack === undefined ? reply.errno : `${reply.errno}: ${reply.extack}`
}
