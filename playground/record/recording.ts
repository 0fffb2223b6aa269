import type { TraceRecord } from '../../src/world/trace.ts'
import type { Storm, World } from '../../src/world/world.ts'
import { type Scene, sceneOf } from '../picture/scene.ts'
import { FlightRecorder } from './flights.ts'

export interface SceneAt {
  /** How many trace records there were when the world first looked like this. */
  readonly length: number
  readonly scene: Scene
}

export interface LineAt {
  readonly entry: number
  readonly length: number
  readonly time: number
}

/** A lab's past: its frames, what the world looked like, and when which line was typed. */
export class Recording {
  readonly flights = new FlightRecorder()
  readonly scenes: SceneAt[] = []
  readonly lines: LineAt[] = []
  readonly storms: Storm[] = []
  readonly start: number
  #signature = ''

  constructor(start: number) {
    this.start = start
  }

  /** Trace records so far, those that the trace has forgotten included. */
  get length(): number {
    return this.flights.end
  }

  extend(records: Iterable<TraceRecord>): void {
    for (const record of records) this.flights.add(record)
  }

  look(world: World, home: string): void {
    const scene = sceneOf(world, home)
    const signature = JSON.stringify(scene)
    if (signature === this.#signature) return
    this.#signature = signature
    const { length } = this
    if (this.scenes.at(-1)?.length === length) this.scenes.pop()
    this.scenes.push({ length, scene })
  }

  lineBegins(entry: number, time: number): void {
    this.lines.push({ entry, length: this.length, time })
  }

  /** What the world looked like when `length` records had been made. */
  sceneAt(length: number): Scene {
    const found = this.scenes.findLast((one) => one.length <= length) ?? this.scenes[0]
    if (!found) throw new Error('nobody has looked at the world yet')
    return found.scene
  }
}
