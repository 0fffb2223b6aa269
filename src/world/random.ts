import type { Mac } from '../frame/mac.ts'
import type { World } from './world.ts'

/** The world's one source of chance: mulberry32, 32 bits of state, reproducible from the seed. */
export function random(world: World, bound: number): number {
  world.randomState = (world.randomState + 0x6d2b79f5) | 0
  let mixed = Math.imul(world.randomState ^ (world.randomState >>> 15), 1 | world.randomState)
  mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
  return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 0x1_0000_0000) * bound)
}

/** eth_random_addr: unicast and locally administered. */
export function randomMac(world: World): Mac {
  const first = (random(world, 256) & 0xfe) | 0x02
  return (first * 0x100_0000_0000 +
    random(world, 0x100) * 0x1_0000_0000 +
    random(world, 0x1_0000_0000)) as Mac
}
