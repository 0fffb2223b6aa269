/**
 * A MAC address as a number of 48 bits, first byte most significant. Numbers make fast map keys and compare
 * with `===`; text appears only at the edges.
 */
export type Mac = number & { readonly __brand: 'Mac' }

export const BROADCAST = 0xffff_ffff_ffff as Mac
export const ZERO_MAC = 0 as Mac

const LOW32 = 0x1_0000_0000

/** `02:00:00:00:00:a0`, the form that Linux prints. */
export function formatMac(mac: Mac): string {
  return mac
    .toString(16)
    .padStart(12, '0')
    .replace(/..(?!$)/g, '$&:')
}

/** Reads `aa:bb:cc:dd:ee:ff` (any case, one or two digits a byte); undefined if it is anything else. */
export function parseMac(text: string): Mac | undefined {
  const bytes = text.split(':')
  if (bytes.length !== 6 || !bytes.every((byte) => /^[0-9a-f]{1,2}$/i.test(byte))) return undefined
  return bytes.reduce((mac, byte) => mac * 256 + Number.parseInt(byte, 16), 0) as Mac
}

export function readMac(bytes: Uint8Array, offset: number): Mac {
  const high = (bytes[offset]! << 8) | bytes[offset + 1]!
  const low =
    (bytes[offset + 2]! << 24) | (bytes[offset + 3]! << 16) | (bytes[offset + 4]! << 8) | bytes[offset + 5]!
  return (high * LOW32 + (low >>> 0)) as Mac
}

export function writeMac(bytes: Uint8Array, offset: number, mac: Mac): void {
  const high = Math.floor(mac / LOW32)
  const low = mac % LOW32
  bytes[offset] = high >>> 8
  bytes[offset + 1] = high
  bytes[offset + 2] = low >>> 24
  bytes[offset + 3] = low >>> 16
  bytes[offset + 4] = low >>> 8
  bytes[offset + 5] = low
}

/** The I/G bit: multicast and broadcast (is_multicast_ether_addr). */
export function isGroup(mac: Mac): boolean {
  return (Math.floor(mac / 0x100_0000_0000) & 1) === 1
}

/** Neither group nor all zero (is_valid_ether_addr): what a device may have. */
export function isValidUnicast(mac: Mac): boolean {
  return mac !== 0 && !isGroup(mac)
}

/** 01:80:c2:00:00:00 to :0f, which bridges do not forward (is_link_local_ether_addr). */
export function isLinkLocalGroup(mac: Mac): boolean {
  return mac >= 0x0180_c200_0000 && mac <= 0x0180_c200_000f
}
