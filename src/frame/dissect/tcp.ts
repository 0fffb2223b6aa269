import { ipText, portText } from './addresses.ts'
import { type Carrier, has, need, print, printTruncated, type Sheet, u8, u16, u32 } from './sheet.ts'
import { shouldBe } from './should-be.ts'
import { hex4, transportChecksum } from './udp.ts'

const HEADER = 20
const FLAGS = 'FSRP.UEW'
const FIN_SYN_RST = 7
const ACK = 0x10
const URG = 0x20

/**
 * One segment by itself: sequence numbers are always absolute, where the real tcpdump counts from the first that it
 * saw of a connection (no one speaks TCP in these worlds, so that only made-up segments come by).
 */
export function tcp(sheet: Sheet, at: number, length: number, carrier: Carrier): undefined {
  sheet.protocol = 'tcp'
  const from = ipText(sheet, carrier.at + 12)
  const to = ipText(sheet, carrier.at + 16)
  if (!has(sheet, at, 4)) {
    print(sheet, `${from} > ${to}:`)
    return printTruncated(sheet)
  }
  const [source, destination] = [u16(sheet, at), u16(sheet, at + 2)].map((port) =>
    portText(sheet, 'tcp', port),
  )
  print(sheet, `${from}.${source} > ${to}.${destination}: `)
  need(sheet, at, HEADER)
  const headerLength = (u8(sheet, at + 12) >>> 4) * 4
  if (sheet.style.quiet > 0) return quiet(sheet, headerLength, length)
  const bad = badLength(headerLength, length)
  const flags = u8(sheet, at + 13)
  print(sheet, `Flags [${flagText(flags)}]`)
  if (bad) return print(sheet, ` [${bad}]`)
  if (sheet.style.verbose > 0 && !carrier.fragmented) print(sheet, checksumText(sheet, at, length, carrier))
  print(sheet, numbers(sheet, at, flags, length - headerLength))
  if (headerLength > HEADER) print(sheet, `, options [${options(sheet, at + HEADER, at + headerLength)}]`)
  print(sheet, `, length ${length - headerLength}`)
}

function quiet(sheet: Sheet, headerLength: number, length: number): undefined {
  const bad = badLength(headerLength, length)
  print(sheet, bad ? `tcp ${length - headerLength} [${bad}]` : `tcp ${length - headerLength}`)
}

function badLength(headerLength: number, length: number): string | undefined {
  if (headerLength < HEADER) return `bad hdr length ${headerLength} - too short, < ${HEADER}`
  return headerLength > length ? `bad hdr length ${headerLength} - too long, > ${length}` : undefined
}

function flagText(flags: number): string {
  return [...FLAGS].filter((_, bit) => flags & (1 << bit)).join('') || 'none'
}

function checksumText(sheet: Sheet, at: number, length: number, carrier: Carrier): string {
  if (!has(sheet, at, length)) return ''
  const found = u16(sheet, at + 16)
  const sum = transportChecksum(sheet, at, length, 6, carrier)
  const verdict = sum === 0 ? 'correct' : `incorrect -> 0x${hex4(shouldBe(found, sum))}`
  return `, cksum 0x${hex4(found)} (${verdict})`
}

function numbers(sheet: Sheet, at: number, flags: number, data: number): string {
  const sequence = u32(sheet, at + 4)
  let text = ''
  if (data > 0 || flags & FIN_SYN_RST) text += `, seq ${sequence}${data > 0 ? `:${sequence + data}` : ''}`
  if (flags & ACK) text += `, ack ${u32(sheet, at + 8)}`
  text += `, win ${u16(sheet, at + 14)}`
  if (flags & URG) text += `, urg ${u16(sheet, at + 18)}`
  return text
}

function options(sheet: Sheet, start: number, end: number): string {
  const texts: string[] = []
  for (let at = start; at < end; ) {
    const kind = u8(sheet, at)
    const length = kind < 2 ? 1 : u8(sheet, at + 1)
    texts.push(optionText(sheet, kind, at, length))
    if (kind === 0 || (kind > 1 && length < 2)) break
    at += length
  }
  return texts.join(',')
}

function optionText(sheet: Sheet, kind: number, at: number, length: number): string {
  switch (kind) {
    case 0:
      return 'eol'
    case 1:
      return 'nop'
    case 2:
      return `mss ${u16(sheet, at + 2)}`
    case 3:
      return `wscale ${u8(sheet, at + 2)}`
    case 4:
      return 'sackOK'
    case 8:
      return `TS val ${u32(sheet, at + 2)} ecr ${u32(sheet, at + 6)}`
    default:
      return `unknown-${kind} 0x${Array.from({ length: Math.max(0, length - 2) }, (_, i) =>
        u8(sheet, at + 2 + i)
          .toString(16)
          .padStart(2, '0'),
      ).join('')}`
  }
}
