/** An IPv4 address as an unsigned number of 32 bits, first byte most significant. */
export type Ipv4 = number

export const ANY = 0
/** 127.0.0.1. */
export const LOOPBACK = 0x7f00_0001
/** 224.0.0.1, the group of all hosts. */
export const ALL_HOSTS = 0xe000_0001
/** 255.255.255.255. */
export const LIMITED_BROADCAST = 0xffff_ffff

export function formatIpv4(address: Ipv4): string {
  return `${address >>> 24}.${(address >>> 16) & 0xff}.${(address >>> 8) & 0xff}.${address & 0xff}`
}

/** Reads four decimal numbers with dots, nothing shorter; undefined if it is anything else. */
export function parseIpv4(text: string): Ipv4 | undefined {
  const bytes = text.split('.')
  if (bytes.length !== 4 || !bytes.every((byte) => /^\d{1,3}$/.test(byte) && Number(byte) < 256))
    return undefined
  return bytes.reduce((address, byte) => address * 256 + Number(byte), 0)
}

/** inet_make_mask: 24 gives 255.255.255.0. */
export function maskOf(prefix: number): Ipv4 {
  return prefix === 0 ? 0 : (0xffff_ffff << (32 - prefix)) >>> 0
}

/** The subnet that an address lies in. */
export function subnetOf(address: Ipv4, prefix: number): Ipv4 {
  return (address & maskOf(prefix)) >>> 0
}

/** The subnet's highest address. */
export function directedBroadcast(address: Ipv4, prefix: number): Ipv4 {
  return (address | ~maskOf(prefix)) >>> 0
}

export function inSubnet(address: Ipv4, subnet: Ipv4, prefix: number): boolean {
  return subnetOf(address, prefix) === subnetOf(subnet, prefix)
}

/** 224.0.0.0/4 (ipv4_is_multicast). */
export function isMulticast(address: Ipv4): boolean {
  return address >>> 28 === 0xe
}

/** 224.0.0.0/24, which no router forwards (ipv4_is_local_multicast). */
export function isLocalMulticast(address: Ipv4): boolean {
  return address >>> 8 === 0xe0_0000
}

/** 127.0.0.0/8 (ipv4_is_loopback). */
export function isLoopback(address: Ipv4): boolean {
  return address >>> 24 === 127
}

/** 0.0.0.0 alone, since 0.0.0.0/8 became ordinary (ipv4_is_zeronet). */
export function isZeronet(address: Ipv4): boolean {
  return address === ANY
}
