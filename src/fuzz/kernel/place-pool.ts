import { KernelPlace } from './place.ts'

/** Places in turn: while one is cleared, which is slow, another is in use. */
export class PlacePool {
  private readonly idle: { readonly place: KernelPlace; readonly cleared: Promise<unknown> }[] = []
  private readonly all = new Set<KernelPlace>()
  private readonly size: number
  private readonly benches: number

  constructor(size: number, benches: number) {
    this.size = size
    this.benches = benches
  }

  /** How often a bench had to be made anew. */
  get rebuilt(): number {
    return [...this.all].reduce((sum, place) => sum + place.rebuilt, 0)
  }

  /** A place with all its benches as new. */
  async take(): Promise<KernelPlace> {
    if (this.all.size < this.size || this.idle.length === 0) return this.make()
    const { place, cleared } = this.idle.shift()!
    await cleared
    place.restore()
    return place
  }

  give(place: KernelPlace): void {
    const cleared = place.clear()
    // Whoever takes the place hears of a failure.
    cleared.catch(() => {})
    this.idle.push({ place, cleared })
  }

  async close(): Promise<void> {
    await Promise.allSettled(this.idle.splice(0).map(({ cleared }) => cleared))
    for (const place of this.all) place.close()
  }

  private make(): KernelPlace {
    const place = new KernelPlace(this.benches)
    this.all.add(place)
    return place
  }
}
