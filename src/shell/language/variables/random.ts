/** The generator behind RANDOM: 16807 modulo 2^31 - 1, halves folded to 15 bits. */
export class Random {
  #seed: number
  #last = -1

  constructor(seed: number) {
    this.#seed = seed >>> 0
  }

  next(): number {
    let value: number
    do {
      this.#seed = step(this.#seed)
      value = ((this.#seed >>> 16) ^ (this.#seed & 0xffff)) & 0x7fff
    } while (value === this.#last)
    this.#last = value
    return value
  }
}

function step(seed: number): number {
  const start = seed === 0 ? 123459876 : seed
  const high = Math.trunc(start / 127773)
  const next = 16807 * (start - 127773 * high) - 2836 * high
  return next < 0 ? next + 0x7fffffff : next
}
