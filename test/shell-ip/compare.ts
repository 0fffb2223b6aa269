/** One command: its words, and what it reads from standard input. */
export interface Step {
  readonly argv: readonly string[]
  readonly stdin?: string
}

export interface Outcome {
  readonly stdout: string
  readonly stderr: string
  readonly status: number
}

/** A transcript line as a person types it; single and double quotes hold words together. */
export function step(line: string, stdin?: string): Step {
  const words = line.match(/'[^']*'|"[^"]*"|[^\s'"]+/g) ?? []
  const argv = words.map((word) => (/^['"]/.test(word) ? word.slice(1, -1) : word))
  return stdin === undefined ? { argv } : { argv, stdin }
}

export function steps(transcript: string): Step[] {
  return transcript
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => step(line))
}

/** MACs that no one chooses freely: broadcast, groups, zero, and those that the transcript names. */
const FIXED = /^(ff:ff:ff:ff:ff:ff|00:00:00:00:00:00|01:.*|33:33:.*)$/
const MAC = /\b[0-9a-f]{1,2}(?::[0-9a-f]{1,2}){5}\b/g
/** Timers of a bridge run on the real clock. */
const TIMER = /((?:gc|forward_delay|hold)_timer"?:?) +\d+\.\d+/g
/** So do lifetimes: of those that transcripts give, which are tens of seconds, some seconds may be gone. */
const LIFETIME = /((?:valid|preferred)_(?:lft |life_time":))(\d+)(?=sec|,|})/g
const EXPIRY = /(expires )(\d+)(?=sec)/g
const asGiven = (_: string, what: string, seconds: string) => `${what}${Math.ceil(Number(seconds) / 10) * 10}`

/**
 * What a kernel may choose freely is given names in order of appearance: random MAC addresses become `mac-1`, `mac-2`
 * and so on.
 */
export function normalise(steps: readonly Step[], outcomes: readonly Outcome[]): Outcome[] {
  const chosen = new Set(
    steps.flatMap(({ argv }) => argv.flatMap((word) => (word.match(MAC) ?? []).map(padded))),
  )
  const names = new Map<string, string>()
  const rename = (mac: string) => {
    const full = padded(mac)
    if (FIXED.test(full) || chosen.has(full)) return mac
    if (!names.has(full)) names.set(full, `mac-${names.size + 1}`)
    return names.get(full)!
  }
  const clean = (text: string) =>
    text.replace(MAC, rename).replace(TIMER, '$1 T').replace(LIFETIME, asGiven).replace(EXPIRY, asGiven)
  return outcomes.map(({ stdout, stderr, status }, at) => ({
    stdout: isUnordered(steps[at]!) ? sortLines(clean(stdout)) : clean(stdout),
    stderr: clean(stderr),
    status,
  }))
}

/** The kernel lists neighbours in the order of a hash with a secret. */
function isUnordered({ argv }: Step): boolean {
  return argv.some((word) => word.startsWith('nei')) && !argv.includes('-j')
}

function sortLines(text: string): string {
  return text.split('\n').sort().join('\n').trimStart()
}

function padded(mac: string): string {
  return mac
    .toLowerCase()
    .split(':')
    .map((byte) => byte.padStart(2, '0'))
    .join(':')
}

/** The differences, each with its command: `-` is what the kernel's tool says, `+` what ours does. */
export function differences(
  steps: readonly Step[],
  real: readonly Outcome[],
  model: readonly Outcome[],
): string[] {
  const expected = normalise(steps, real)
  const actual = normalise(steps, model)
  return steps.flatMap((one, at) => {
    const lines = lineDifference(written(expected[at]!), written(actual[at]!))
    return lines.length === 0 ? [] : [`$ ${one.argv.join(' ')}\n${lines.join('\n')}`]
  })
}

function lineDifference(expected: readonly string[], actual: readonly string[]): string[] {
  if (expected.join('\n') === actual.join('\n')) return []
  const missing = expected.filter((line) => !actual.includes(line)).map((line) => `-${line}`)
  const added = actual.filter((line) => !expected.includes(line)).map((line) => `+${line}`)
  const moved = [...expected.map((line) => `-${line}`), ...actual.map((line) => `+${line}`)]
  return missing.length + added.length > 0 ? [...missing, ...added] : moved
}

function written({ stdout, stderr, status }: Outcome): string[] {
  return [...stdout.split('\n'), ...stderr.split('\n').map((line) => `! ${line}`), `[${status}]`]
}
