import { OUIS } from './names.ts'
import { portName } from './ports.ts'
import { type Sheet, take } from './sheet.ts'

/** A hardware address of any length, `02:00:00:00:00:0a`. */
export function colons(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join(':')
}

/** Six bytes, with the maker's name unless `-n` was given (etheraddr_string). */
export function macText(sheet: Sheet, at: number): string {
  const bytes = take(sheet, at, 6)
  const text = colons(bytes)
  if (!sheet.style.names) return text
  if (text === 'ff:ff:ff:ff:ff:ff') return 'Broadcast'
  const maker = (bytes[0]! << 16) | (bytes[1]! << 8) | bytes[2]!
  return `${text} (oui ${OUIS[maker] ?? 'Unknown'})`
}

/** A hardware address whose length the packet itself gives (linkaddr_string). */
export function linkAddressText(sheet: Sheet, at: number, length: number): string {
  if (length === 0) return '<empty>'
  return length === 6 ? macText(sheet, at) : colons(take(sheet, at, length))
}

/** Nobody answers for names in a lab, so that addresses print as numbers, but for the one in /etc/hosts. */
export function ipText(sheet: Sheet, at: number): string {
  const text = take(sheet, at, 4).join('.')
  return sheet.style.names && text === '127.0.0.1' ? 'localhost' : text
}

export function portText(sheet: Sheet, protocol: 'tcp' | 'udp', port: number): string {
  return (sheet.style.names ? portName(protocol, port) : undefined) ?? String(port)
}
