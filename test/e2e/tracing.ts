import type { CDPSession } from 'playwright-core'

const TASK = 'ThreadControllerImpl::RunTask'

interface TraceEvent {
  readonly name: string
  readonly ph: string
  readonly pid: number
  readonly tid: number
  /** Microseconds of the clock, and of the processor, which other programs on the machine do not add to. */
  readonly ts: number
  readonly tdur?: number
  readonly args?: { readonly name?: string }
}

/** Chromium's own trace, as far as it tells of frames and of what its threads did for them. */
export class Trace {
  readonly #events: TraceEvent[] = []

  add(events: readonly TraceEvent[]): void {
    this.#events.push(...events)
  }

  countOf(name: string): number {
    return this.#events.filter((one) => one.name === name).length
  }

  /** Milliseconds of processor time, of the busiest thread of that name. */
  workOf(thread: string): number {
    const named = this.#events.filter(
      ({ ph, name, args }) => ph === 'M' && name === 'thread_name' && args?.name === thread,
    )
    return Math.max(0, ...named.map((one) => this.#workIn(one, -Infinity, Infinity)))
  }

  /** Milliseconds of processor time, of the thread that left a mark, since the page that it left it in was asked for. */
  workUntil(name: string): number {
    const mark = this.#events.find((one) => one.name === name)
    if (!mark) throw new Error(`no mark ${name}`)
    const starts = this.#events.filter(
      (one) => one.name === 'navigationStart' && one.pid === mark.pid && one.ts < mark.ts,
    )
    return this.#workIn(mark, Math.max(...starts.map(({ ts }) => ts)), mark.ts)
  }

  #workIn({ pid, tid }: TraceEvent, from: number, to: number): number {
    const tasks = this.#events.filter(
      (one) => one.name === TASK && one.pid === pid && one.tid === tid && one.ts >= from && one.ts < to,
    )
    return tasks.reduce((sum, { tdur = 0 }) => sum + tdur, 0) / 1000
  }
}

export async function startTracing(
  cdp: CDPSession,
  includedCategories: string[],
): Promise<() => Promise<Trace>> {
  const trace = new Trace()
  cdp.on('Tracing.dataCollected', ({ value }) => trace.add(value as unknown as readonly TraceEvent[]))
  await cdp.send('Tracing.start', { traceConfig: { includedCategories }, transferMode: 'ReportEvents' })
  return async () => {
    const complete = new Promise((resolve) => cdp.once('Tracing.tracingComplete', resolve))
    await cdp.send('Tracing.end')
    await complete
    return trace
  }
}
