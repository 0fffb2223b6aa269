import { SECOND } from '../../system/clock.ts'
import { formatTime } from '../../system/time-format.ts'

/** Since 1970. */
export interface TimeStamp {
  readonly seconds: number
  readonly nanoseconds: number
}

/** What packet times are relative to. */
export interface TimeReference {
  first: TimeStamp | undefined
  previous: TimeStamp | undefined
}

/** The time before a packet, with the blank behind it; `times` is how often -t was given. */
export function timeText(time: TimeStamp, times: number, nano: boolean, reference: TimeReference): string {
  reference.first ??= time
  const previous = reference.previous ?? time
  reference.previous = time
  const fraction = fractionText(time.nanoseconds, nano)
  switch (times) {
    case 0:
      return `${clockText(time.seconds)}.${fraction} `
    case 1:
      return ''
    case 2:
      return `${time.seconds}.${fraction} `
    case 4:
      return `${formatTime('%Y-%m-%d', time.seconds * SECOND)} ${clockText(time.seconds)}.${fraction} `
    default:
      return `${delta(time, times === 3 ? previous : reference.first, nano)} `
  }
}

function clockText(seconds: number): string {
  return [Math.floor(seconds / 3600) % 24, Math.floor(seconds / 60) % 60, seconds % 60].map(two).join(':')
}

function two(value: number): string {
  return String(value).padStart(2, '0')
}

function fractionText(nanoseconds: number, nano: boolean): string {
  return nano ? String(nanoseconds).padStart(9, '0') : String(Math.floor(nanoseconds / 1000)).padStart(6, '0')
}

function delta(time: TimeStamp, from: TimeStamp, nano: boolean): string {
  const unit = nano ? 1 : 1000
  const fraction = (each: TimeStamp) => Math.floor(each.nanoseconds / unit) * unit
  let total = (time.seconds - from.seconds) * SECOND + fraction(time) - fraction(from)
  const sign = total < 0 ? '-' : ' '
  total = Math.abs(total)
  const seconds = Math.floor(total / SECOND)
  const clock = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60].map(two).join(':')
  return `${sign}${clock}.${fractionText(total % SECOND, nano)}`
}
