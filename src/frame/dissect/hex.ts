/** tcpdump's hex dumps; each line begins with a newline and `indent`. */
const ROW = 16

/** `-x`: offsets and bytes. */
export function hexDump(bytes: Uint8Array, indent = '\n\t'): string {
  return rows(bytes, (row, offset) => `${indent}${offset}${pairs(row)}`)
}

/** `-X`: bytes and characters. */
export function hexAndAsciiDump(bytes: Uint8Array, indent = '\n\t'): string {
  return rows(
    bytes,
    (row, offset) => `${indent}${offset}${pairs(row).padEnd(40)}  ${Array.from(row, graphic).join('')}`,
  )
}

/** `-A`: characters only, line ends and tabs kept. */
export function asciiDump(bytes: Uint8Array): string {
  let text = '\n'
  bytes.forEach((byte, i) => {
    text += asciiText(byte, bytes[i + 1])
  })
  return text
}

/** A carriage return is kept only where it belongs to a line end. */
function asciiText(byte: number, next: number | undefined): string {
  if (byte === 0x0d) return next === 0x0a ? '\r' : '.'
  if (byte === 0x09 || byte === 0x0a || byte === 0x20) return String.fromCharCode(byte)
  return graphic(byte)
}

function rows(bytes: Uint8Array, row: (bytes: Uint8Array, offset: string) => string): string {
  let text = ''
  for (let at = 0; at < bytes.length; at += ROW) {
    text += row(bytes.subarray(at, at + ROW), `0x${at.toString(16).padStart(4, '0')}: `)
  }
  return text
}

function pairs(bytes: Uint8Array): string {
  let text = ''
  bytes.forEach((byte, i) => {
    text += (i % 2 === 0 ? ' ' : '') + byte.toString(16).padStart(2, '0')
  })
  return text
}

/** isgraph: what has a shape, so not the space. */
function graphic(byte: number): string {
  return byte > 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '.'
}
