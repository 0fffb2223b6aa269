import { SECOND } from './clock.ts'

/** strftime in UTC: the model has no time zones. */

const DAYS = 'Sunday Monday Tuesday Wednesday Thursday Friday Saturday'.split(' ')
const MONTHS = 'January February March April May June July August September October November December'.split(
  ' ',
)
const DAY = 86400

interface Parts {
  readonly seconds: number
  readonly nanos: number
  readonly year: number
  /** From 0. */
  readonly month: number
  readonly day: number
  readonly weekday: number
  readonly dayOfYear: number
}

function split(now: number): Parts {
  const seconds = Math.floor(now / SECOND)
  const days = Math.floor(seconds / DAY)
  const { year, month, day } = civil(days)
  return {
    ...{ seconds, year, month, day, nanos: now - seconds * SECOND },
    weekday: (((days + 4) % 7) + 7) % 7,
    dayOfYear: days - daysTo(year, 0, 1),
  }
}

/** Days since 1970 to a date, by eras of 400 years that begin in March. */
function civil(days: number): { year: number; month: number; day: number } {
  const shifted = days + 719468
  const era = Math.floor(shifted / 146097)
  const dayOfEra = shifted - era * 146097
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36524) - Math.floor(dayOfEra / 146096)) /
      365,
  )
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100))
  const shiftedMonth = Math.floor((5 * dayOfYear + 2) / 153)
  const month = (shiftedMonth + 2) % 12
  return {
    year: yearOfEra + era * 400 + (month < 2 ? 1 : 0),
    month,
    day: dayOfYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1,
  }
}

/** The inverse of {@link civil}. */
export function daysTo(year: number, month: number, day: number): number {
  const shifted = month < 2 ? year - 1 : year
  const era = Math.floor(shifted / 400)
  const yearOfEra = shifted - era * 400
  const dayOfYear = Math.floor((153 * ((month + 10) % 12) + 2) / 5) + day - 1
  return (
    era * 146097 +
    yearOfEra * 365 +
    Math.floor(yearOfEra / 4) -
    Math.floor(yearOfEra / 100) +
    dayOfYear -
    719468
  )
}

const two = (value: number, fill = '0') => String(value).padStart(2, fill)

const COMPOUND: Readonly<Record<string, string>> = {
  c: '%a %b %e %H:%M:%S %Y',
  D: '%m/%d/%y',
  F: '%Y-%m-%d',
  h: '%b',
  r: '%I:%M:%S %p',
  R: '%H:%M',
  T: '%H:%M:%S',
  x: '%m/%d/%y',
  X: '%H:%M:%S',
}

export function formatTime(format: string, now: number): string {
  const parts = split(now)
  return format.replace(/%([-_0^]?)(\d*)([a-zA-Z%])/g, (all, flag: string, width: string, letter: string) => {
    const compound = COMPOUND[letter]
    const text = compound ? formatTime(compound, now) : field(letter, parts)
    if (text === undefined) return all
    if (letter === 'N' && width) return text.slice(0, Number(width))
    return flag === '-' ? text.replace(/^[0 ]+(?=.)/, '') : flag === '^' ? text.toUpperCase() : text
  })
}

function field(
  letter: string,
  { seconds, nanos, year, month, day, weekday, dayOfYear }: Parts,
): string | undefined {
  const hour = Math.floor((((seconds % DAY) + DAY) % DAY) / 3600)
  switch (letter) {
    case 'Y':
      return String(year)
    case 'y':
      return two(year % 100)
    case 'C':
      return two(Math.floor(year / 100))
    case 'm':
      return two(month + 1)
    case 'd':
      return two(day)
    case 'e':
      return two(day, ' ')
    case 'H':
      return two(hour)
    case 'k':
      return two(hour, ' ')
    case 'I':
      return two(hour % 12 || 12)
    case 'p':
      return hour < 12 ? 'AM' : 'PM'
    case 'M':
      return two(Math.floor((((seconds % 3600) + 3600) % 3600) / 60))
    case 'S':
      return two(((seconds % 60) + 60) % 60)
    case 'N':
      return String(nanos).padStart(9, '0')
    case 's':
      return String(seconds)
    case 'j':
      return String(dayOfYear + 1).padStart(3, '0')
    case 'a':
      return DAYS[weekday]!.slice(0, 3)
    case 'A':
      return DAYS[weekday]!
    case 'b':
      return MONTHS[month]!.slice(0, 3)
    case 'B':
      return MONTHS[month]!
    case 'u':
      return String(weekday || 7)
    case 'w':
      return String(weekday)
    case 'z':
      return '+0000'
    case 'Z':
      return 'UTC'
    case 'n':
      return '\n'
    case 't':
      return '\t'
    case '%':
      return '%'
    default:
      return undefined
  }
}
