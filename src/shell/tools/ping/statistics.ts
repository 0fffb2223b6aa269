import { formatG } from '../numbers.ts'
import { TIMEVAL } from './send.ts'
import type { Session } from './session.ts'

const MILLION = 1_000_000

/** finish: the summary, and ping's status. */
export function finish(session: Session): number {
  const { stdout, options, received } = session
  stdout.write(
    `\n--- ${session.target.host} ping statistics ---\n${countsLine(session)}\n${timesLine(session)}\n`,
  )
  stdout.flush()
  const tooFew = options.deadline !== undefined && received < (options.count ?? 0)
  return received === 0 || tooFew ? 1 : 0
}

function countsLine(session: Session): string {
  const { transmitted, received, repeated, errors } = session
  const parts = [`${transmitted} packets transmitted, ${received} received`]
  if (repeated > 0) parts.push(`+${repeated} duplicates`)
  if (errors > 0) parts.push(`+${errors} errors`)
  if (transmitted > 0) {
    const lost = Math.fround(((transmitted - received) * 100) / transmitted)
    parts.push(`${formatG(lost)}% packet loss`, `time ${Math.round(elapsed(session) / MILLION)}ms`)
  }
  return parts.join(', ')
}

/** From the start to the last request. */
function elapsed({ sentAt, started }: Session): number {
  return (sentAt ?? started) - started
}

function timesLine(session: Session): string {
  const { received, options, pipe, interval, transmitted, times } = session
  const parts: string[] = []
  if (received > 0 && options.size >= TIMEVAL) parts.push(roundTrips(session))
  if (pipe > 1) parts.push(`pipe ${pipe}`)
  if (received > 0 && (interval === 0 || options.flood || options.adaptive) && transmitted > 1) {
    const gap = Math.trunc(elapsed(session) / 1000 / (transmitted - 1))
    parts.push(`ipg/ewma ${thousandths(gap)}/${thousandths(Math.trunc(times.average / 8))} ms`)
  }
  return parts.join(', ')
}

function roundTrips({ times, received, repeated }: Session): string {
  const total = received + repeated
  const average = Math.trunc(times.sum / total)
  const variance = Math.trunc((times.squares - Math.trunc((times.sum * times.sum) / total)) / total)
  const deviation = Math.floor(Math.sqrt(Math.max(0, variance)))
  const values = [times.min, average, times.max, deviation].map(thousandths)
  return `rtt min/avg/max/mdev = ${values.join('/')} ms`
}

/** Microseconds as milliseconds. */
function thousandths(microseconds: number): string {
  return `${Math.trunc(microseconds / 1000)}.${String(microseconds % 1000).padStart(3, '0')}`
}

/** SIGQUIT: one line on stderr, and on it goes. */
export function snapshot({ process, transmitted, received, repeated, times, options }: Session): void {
  const loss = transmitted === 0 ? 0 : Math.trunc(((transmitted - received) * 100) / transmitted)
  let line = `\r${received}/${transmitted} packets, ${loss}% loss`
  if (received > 0 && options.size >= TIMEVAL) {
    const average = Math.trunc(times.sum / (received + repeated))
    const values = [times.min, average, Math.trunc(times.average / 8), times.max].map(thousandths)
    line += `, min/avg/ewma/max = ${values.join('/')} ms`
  }
  process.stderr.write(`${line}\n`)
}
