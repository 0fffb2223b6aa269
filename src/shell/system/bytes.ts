/**
 * Text and bytes. Streams and files carry byte strings; words of the shell are text. A byte that is not UTF-8
 * becomes a lone surrogate U+DC80…U+DCFF, so that every byte string survives the way through a variable.
 */

const ASCII = /^[\x00-\x7f]*$/

export function encode(text: string): string {
  if (ASCII.test(text)) return text
  let bytes = ''
  for (const character of text) bytes += encodeCharacter(character.codePointAt(0)!)
  return bytes
}

function encodeCharacter(code: number): string {
  if (code < 0x80) return String.fromCharCode(code)
  if (code >= 0xdc80 && code <= 0xdcff) return String.fromCharCode(code - 0xdc00)
  if (code < 0x800) return String.fromCharCode(0xc0 | (code >> 6), 0x80 | (code & 0x3f))
  const low = [0x80 | ((code >> 6) & 0x3f), 0x80 | (code & 0x3f)]
  if (code < 0x10000) return String.fromCharCode(0xe0 | (code >> 12), ...low)
  return String.fromCharCode(0xf0 | (code >> 18), 0x80 | ((code >> 12) & 0x3f), ...low)
}

const SEQUENCE =
  /[\xc2-\xdf][\x80-\xbf]|(?:\xe0[\xa0-\xbf]|[\xe1-\xec\xee\xef][\x80-\xbf]|\xed[\x80-\x9f])[\x80-\xbf]|(?:\xf0[\x90-\xbf]|[\xf1-\xf3][\x80-\xbf]|\xf4[\x80-\x8f])[\x80-\xbf]{2}|[\x80-\xff]/g

export function decode(bytes: string): string {
  return ASCII.test(bytes) ? bytes : bytes.replace(SEQUENCE, decodeSequence)
}

function decodeSequence(sequence: string): string {
  const byte = (i: number) => sequence.charCodeAt(i)
  switch (sequence.length) {
    case 1:
      return String.fromCharCode(0xdc00 + byte(0))
    case 2:
      return String.fromCharCode(((byte(0) & 0x1f) << 6) | (byte(1) & 0x3f))
    case 3:
      return String.fromCharCode(((byte(0) & 0xf) << 12) | ((byte(1) & 0x3f) << 6) | (byte(2) & 0x3f))
    default:
      return String.fromCodePoint(
        ((byte(0) & 7) << 18) | ((byte(1) & 0x3f) << 12) | ((byte(2) & 0x3f) << 6) | (byte(3) & 0x3f),
      )
  }
}

/** A byte string as bytes, and the other way round. */
export function toBytes(text: string): Uint8Array {
  return Uint8Array.from(text, (character) => character.charCodeAt(0))
}

export function fromBytes(bytes: Uint8Array): string {
  let text = ''
  for (const byte of bytes) text += String.fromCharCode(byte)
  return text
}
