import type { Mac } from '../../../frame/mac.ts'

const GOLDEN_RATIO_64 = 0x61c8_8646_80b5_83ebn
const HASH_BITS = 8n

/** macvlan_eth_hash(): hash_64 of the eight bytes that end with the address, as the CPU reads them, lowest first. */
function macvlanHash(mac: Mac): number {
  let value = 0n
  for (let rest = BigInt(mac), at = 0; at < 6; at++, rest >>= 8n) value = (value << 8n) | (rest & 0xffn)
  return Number(BigInt.asUintN(64, (value << 16n) * GOLDEN_RATIO_64) >> (64n - HASH_BITS))
}

/** macvlan_fill_info_macaddr() walks the hash table; within one bucket the newest comes first. */
export function inHashOrder(oldestFirst: readonly Mac[]): Mac[] {
  return [...oldestFirst].reverse().sort((a, b) => macvlanHash(a) - macvlanHash(b))
}
