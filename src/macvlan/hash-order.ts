import type { Macvlan, MacvlanPort } from '../device/macvlan-device.ts'
import type { Mac } from '../frame/mac.ts'

/** hash_64's multiplier. */
const GOLDEN_RATIO_64 = 0x61c8_8646_80b5_83ebn

/** The order of port->vlan_hash: bucket by bucket, and of one bucket the last that came up first. */
export function inHashOrder(port: MacvlanPort): readonly Macvlan[] {
  port.hashOrder ??= [...port.hash.values()]
    .reverse()
    .map((vlan) => ({ vlan, bucket: bucketOf(vlan.mac) }))
    .sort((a, b) => a.bucket - b.bucket)
    .map(({ vlan }) => vlan)
  return port.hashOrder
}

/**
 * macvlan_eth_hash, as little-endian machines have it: the address is the upper 48 bits of a number of 64, and
 * hash_64 leaves the upper 8 of these.
 */
export function bucketOf(mac: Mac): number {
  return Number(BigInt.asUintN(48, littleEndian(mac) * GOLDEN_RATIO_64) >> 40n)
}

function littleEndian(mac: Mac): bigint {
  let value = 0n
  for (let rest = BigInt(mac), byte = 0; byte < 6; byte++, rest >>= 8n) value = (value << 8n) | (rest & 0xffn)
  return value
}
