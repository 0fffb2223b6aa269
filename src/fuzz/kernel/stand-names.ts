import { INDEX_OF, NAME_OF } from '../bench.ts'

/** Stands in one namespace are told apart by their devices' indexes and names: `eth0` of the second is `eth0.1`. */
const APART = 100

/** The stand that an index belongs to. */
export const standOf = (index: number): number => Math.floor(index / APART)

export class StandNames {
  readonly number: number

  constructor(number: number) {
    this.number = number
  }

  index(name: string): number {
    return INDEX_OF.get(name)! + this.number * APART
  }

  kernelName(name: string): string {
    return `${name}.${this.number}`
  }

  /** undefined: another stand's device. */
  name(index: number): string | undefined {
    return NAME_OF.get(index - this.number * APART)
  }

  /** The index as the first stand, and the model, would have it. */
  plain(index: number): number {
    return index === 0 ? 0 : index - this.number * APART
  }
}
