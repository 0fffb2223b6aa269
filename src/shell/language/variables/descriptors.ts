import type { Input, Output } from '../../process.ts'

export type Stream = Input | Output

/** A shell's open files by descriptor number. It holds each of them. */
export class DescriptorTable {
  readonly #streams = new Map<number, Stream>()

  constructor(streams: Iterable<readonly [number, Stream]>) {
    for (const [number, stream] of streams) this.set(number, stream)
  }

  get(number: number): Stream | undefined {
    return this.#streams.get(number)
  }

  input(number: number): Input | undefined {
    const stream = this.#streams.get(number)
    return stream && 'poll' in stream ? stream : undefined
  }

  output(number: number): Output | undefined {
    const stream = this.#streams.get(number)
    return stream && 'write' in stream ? stream : undefined
  }

  set(number: number, stream: Stream): void {
    stream.hold?.()
    const old = this.#streams.get(number)
    this.#streams.set(number, stream)
    old?.release?.()
  }

  close(number: number): void {
    this.#streams.get(number)?.release?.()
    this.#streams.delete(number)
  }

  /** The first free number from `from` on, upwards or downwards. */
  free(from: number, step = 1): number {
    let number = from
    while (this.#streams.has(number)) number += step
    return number
  }

  copy(): DescriptorTable {
    return new DescriptorTable(this.#streams)
  }

  /** Descriptors beyond the standard three. */
  extra(): ReadonlyMap<number, Stream> {
    if (this.#streams.size <= 3) return NONE
    return new Map([...this.#streams].filter(([number]) => number > 2))
  }

  closeAll(): void {
    for (const number of [...this.#streams.keys()]) this.close(number)
  }
}

const NONE: ReadonlyMap<number, Stream> = new Map()
