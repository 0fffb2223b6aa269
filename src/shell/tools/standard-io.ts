import type { Output } from '../process.ts'

/** What the C library keeps back of output that goes to no terminal; to one, each line goes out as it ends. */
const BUFFER = 4096

/** A buffered stream (FILE): whole blocks go out as they fill up, the rest when it is flushed. */
export interface Buffered {
  write(bytes: string): void
  flush(): void
}

export function buffered(output: Output): Buffered {
  let kept = ''
  return {
    write(bytes) {
      kept += bytes
      const whole = output.terminal ? kept.lastIndexOf('\n') + 1 : kept.length - (kept.length % BUFFER)
      if (whole === 0) return
      output.write(kept.slice(0, whole))
      kept = kept.slice(whole)
    },
    flush() {
      if (kept !== '') output.write(kept)
      kept = ''
    },
  }
}

/** Ends a program from anywhere inside it (exit). */
export class Exit extends Error {
  readonly status: number
  constructor(status: number) {
    super(`exit ${status}`)
    this.status = status
  }
}
