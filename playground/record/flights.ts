import type { DevicePlace } from '../../src/device/device.ts'
import type { Frame } from '../../src/frame/frame.ts'
import type { Fate, TraceRecord } from '../../src/world/trace.ts'

/** One frame from its first device to its last, with every copy that was made of it. */
export interface Flight {
  readonly number: number
  /** undefined: it died before any device saw it. */
  frame: Frame | undefined
  readonly start: number
  readonly origin: DevicePlace
  /** What its sender said of it, `an ARP reply: 192.168.56.12 is here`. */
  purpose: string
  readonly records: TraceRecord[]
}

/** A copy that goes from one device to another; without `from` it enters the picture at its sender. */
export interface Move {
  readonly copy: number
  /** The copy that this one has just been made from. */
  readonly parent: number | undefined
  readonly from: DevicePlace | undefined
  readonly to: DevicePlace
}

/** Where a copy came to its end. */
export interface Ending {
  readonly copy: number
  readonly at: DevicePlace
  readonly died: boolean
  readonly rule: string
  readonly reason: string
}

/** What is shown in one movement: all copies of a frame that are equally far on their way. */
export interface Beat {
  readonly index: number
  readonly flight: Flight
  readonly time: number
  /** Sequence numbers of its first and last record. */
  readonly first: number
  last: number
  readonly moves: Move[]
  readonly endings: Ending[]
}

interface Copy {
  readonly number: number
  flight: Flight | undefined
  frame: Frame | undefined
  parent: Copy | undefined
  at: DevicePlace | undefined
  parentNumber: number | undefined
  birth: { readonly at: DevicePlace | undefined; readonly depth: number } | undefined
  /** Its depth at its first own movement. */
  bornAt: number
  depth: number
  purpose: string
  waiting: TraceRecord[]
  beat: Beat | undefined
}

/** Reads a trace from its beginning, record by record, and keeps what is to be drawn of it. */
export class FlightRecorder {
  readonly flights: Flight[] = []
  readonly beats: Beat[] = []
  /** One more than the last sequence number. */
  end = 0
  readonly #copies = new Map<number, Copy>()
  readonly #flightOf = new Map<number, Flight>()
  #lastDepth = -1

  /** The flight that a copy belongs to. */
  flightOf(copy: number): Flight | undefined {
    return this.#flightOf.get(copy)
  }

  add(record: TraceRecord): void {
    this.end = record.sequence + 1
    const copy = this.#copy(record.copy)
    if (record.kind === 'seen') this.#see(copy, record.frame, record)
    else if (record.kind === 'fate') this.#fate(copy, record)
    else this.#file(copy, record)
  }

  #copy(number: number): Copy {
    const known = this.#copies.get(number)
    if (known) return known
    const copy: Copy = {
      number,
      ...{ flight: undefined, frame: undefined, parent: undefined, at: undefined, beat: undefined },
      ...{ depth: -1, bornAt: 0, parentNumber: undefined, birth: undefined, purpose: '', waiting: [] },
    }
    this.#copies.set(number, copy)
    return copy
  }

  /** A frame other than the one it was made from is a frame of its own: an answer, an ARP request, a fragment. */
  #see(copy: Copy, frame: Frame, record: TraceRecord): void {
    copy.frame = frame
    if (copy.flight === undefined) {
      const parent = copy.parent
      if (parent?.flight && parent.frame === frame) this.#join(copy, parent, record.copy)
      else this.#begin(copy, frame, record)
    }
    copy.depth++
    const beat = this.#beatFor(copy, record)
    this.#file(copy, record)
    const parent = copy.depth === copy.bornAt ? copy.parentNumber : undefined
    beat.moves.push({ copy: record.copy, parent, from: copy.at, to: record.place })
    copy.at = record.place
  }

  #join(copy: Copy, parent: Copy, number: number): void {
    copy.flight = parent.flight
    copy.parentNumber = parent.number
    copy.at = copy.birth?.at
    copy.depth = copy.birth?.depth ?? -1
    this.#flightOf.set(number, parent.flight!)
    copy.flight!.records.push(...copy.waiting)
    copy.waiting = []
  }

  #begin(copy: Copy, frame: Frame | undefined, record: TraceRecord): void {
    const flight: Flight = {
      number: this.flights.length + 1,
      frame,
      start: record.time,
      origin: record.place,
      purpose: copy.purpose,
      records: copy.waiting,
    }
    copy.waiting = []
    copy.flight = flight
    this.#flightOf.set(record.copy, flight)
    this.flights.push(flight)
  }

  #fate(copy: Copy, record: Fate): void {
    if (record.parent !== 0) this.#beget(copy, this.#copy(record.parent))
    if (copy.flight === undefined && copy.purpose === '') copy.purpose = record.reason
    // A copy that waits for the work queue is where its parent is.
    if (record.outcome === 'queued' && copy.parent?.flight && copy.flight === undefined) {
      copy.frame = copy.parent.frame
      this.#join(copy, copy.parent, record.copy)
    }
    this.#file(copy, record)
    if (record.outcome === 'dropped' || record.outcome === 'delivered') this.#end(copy, record)
  }

  /** A copy begins where its parent is now; that may have moved on when the copy is first seen. */
  #beget(copy: Copy, parent: Copy): void {
    copy.parent = parent
    copy.bornAt = parent.depth + 1
    copy.birth = { at: parent.at, depth: parent.depth }
  }

  #end(copy: Copy, record: Fate): void {
    const { parent } = copy
    if (copy.flight === undefined) {
      if (parent?.flight && parent.frame) this.#join(copy, parent, record.copy)
      else this.#begin(copy, undefined, record)
    }
    const beat = copy.beat ?? this.#beatFor(copy, record)
    const { copy: number, place: at, rule, reason } = record
    beat.endings.push({ copy: number, at, died: record.outcome === 'dropped', rule, reason })
  }

  #file(copy: Copy, record: TraceRecord): void {
    if (copy.flight) copy.flight.records.push(record)
    else copy.waiting.push(record)
    if (copy.beat && copy.beat === this.beats.at(-1)) copy.beat.last = record.sequence
  }

  #beatFor(copy: Copy, record: TraceRecord): Beat {
    const last = this.beats.at(-1)
    const flight = copy.flight!
    if (last?.flight === flight && this.#lastDepth === copy.depth) {
      last.last = record.sequence
      copy.beat = last
      return last
    }
    const beat: Beat = {
      ...{ index: this.beats.length, flight, time: record.time, moves: [], endings: [] },
      ...{ first: record.sequence, last: record.sequence },
    }
    this.beats.push(beat)
    this.#lastDepth = copy.depth
    copy.beat = beat
    return beat
  }
}
