import { formatIpv6, readIpv6 } from '../ipv6-address.ts'
import { portText } from './addresses.ts'
import { hexDump } from './hex.ts'
import { nd6 } from './nd6.ts'
import { has, need, print, printTruncated, type Sheet, take, u8, u16, u32 } from './sheet.ts'
import { shouldBe } from './should-be.ts'

const PROTOCOL = 58
const NAMES: Readonly<Record<number, string>> = {
  1: 'destination unreachable',
  2: 'packet too big',
  3: 'time exceeded in-transit',
  4: 'parameter problem',
  128: 'echo request',
  129: 'echo reply',
  130: 'multicast listener query',
  131: 'multicast listener report',
  132: 'multicast listener done',
  133: 'router solicitation',
  134: 'router advertisement',
  135: 'neighbor solicitation',
  136: 'neighbor advertisement',
  137: 'redirect',
  143: 'multicast listener report v2',
}
const RECORD_TYPES = ['', 'is_in', 'is_ex', 'to_in', 'to_ex', 'allow', 'block'] as const
const PROBLEMS = ['erroneous', 'next header', 'option', 'incomplete header chain'] as const

/** `sumOf` adds up the message and the pseudo header in front of it. */
export function icmp6(
  sheet: Sheet,
  at: number,
  length: number,
  sumOf: (protocol: number) => number,
): undefined {
  sheet.protocol = 'icmp6'
  need(sheet, at, 4)
  if (sheet.style.verbose > 0 && has(sheet, at, length))
    print(sheet, checksumText(sheet, at, sumOf(PROTOCOL)))
  const type = u8(sheet, at)
  const name = NAMES[type]
  if (name === undefined) return unknownType(sheet, at, type, length)
  print(sheet, `ICMP6, ${name}`)
  if (type >= 133 && type <= 137) return nd6(sheet, at, type, length)
  if (body(sheet, at, type, length) === 'complete') return
  if (sheet.style.verbose === 0) print(sheet, `, length ${length}`)
}

function checksumText(sheet: Sheet, at: number, sum: number): string {
  const hex = (value: number) => `0x${value.toString(16).padStart(4, '0')}`
  const found = u16(sheet, at + 2)
  return sum === 0 ? '[icmp6 sum ok] ' : `[bad icmp6 cksum ${hex(found)} -> ${hex(shouldBe(found, sum))}!] `
}

function unknownType(sheet: Sheet, at: number, type: number, length: number): undefined {
  print(sheet, `ICMP6, unknown icmp6 type (${type}), length ${length}`)
  if (sheet.style.verbose < 2) print(sheet, dump(sheet, at, length))
}

function dump(sheet: Sheet, at: number, length: number): string {
  return hexDump(sheet.bytes.subarray(at, Math.min(sheet.end, at + length)))
}

/** `complete`: the message's own end, behind which no length is printed. */
function body(sheet: Sheet, at: number, type: number, length: number): 'complete' | undefined {
  switch (type) {
    case 1:
      return unreachable(sheet, at, length)
    case 2:
      print(sheet, `, mtu ${u32(sheet, at + 4)}`)
      return
    case 3:
      return void print(sheet, timeExceeded(sheet, at))
    case 4:
      print(
        sheet,
        `, ${PROBLEMS[u8(sheet, at + 1)] ?? `code-#${u8(sheet, at + 1)}`} - octet ${u32(sheet, at + 4)}`,
      )
      return
    case 128:
    case 129:
      need(sheet, at + 4, 4)
      print(sheet, `, id ${u16(sheet, at + 4)}, seq ${u16(sheet, at + 6)}`)
      return
    case 143:
      return void report(sheet, at)
    case 130:
      return void query(sheet, at, length)
    default:
      // As tcpdump prints it, without a blank.
      print(sheet, `max resp delay: ${u16(sheet, at + 4)} addr: ${address(sheet, at + 8)}`)
      return
  }
}

function address(sheet: Sheet, at: number): string {
  take(sheet, at, 16)
  return formatIpv6(readIpv6(sheet.bytes, at))
}

/** Where the packet that is quoted wanted to go. */
const QUOTED = 8
const goal = (sheet: Sheet, at: number) => address(sheet, at + QUOTED + 24)

function unreachable(sheet: Sheet, at: number, length: number): 'complete' | undefined {
  const code = u8(sheet, at + 1)
  switch (code) {
    case 0:
      return void print(sheet, `, unreachable route ${goal(sheet, at)}`)
    case 1:
      return void print(sheet, `,  unreachable prohibited ${goal(sheet, at)}`)
    case 2:
      print(sheet, `, beyond scope ${goal(sheet, at)}, source address ${address(sheet, at + QUOTED + 8)}`)
      return
    case 3:
      return void print(sheet, `, unreachable address ${goal(sheet, at)}`)
    case 4:
      return unreachablePort(sheet, at)
    default:
      print(sheet, `, unknown unreach code (${code})`)
      if (sheet.style.verbose < 2) print(sheet, dump(sheet, at, length))
      return 'complete'
  }
}

function unreachablePort(sheet: Sheet, at: number): 'complete' | undefined {
  print(sheet, ', unreachable port')
  const protocol = u8(sheet, at + QUOTED + 6)
  if (protocol !== 6 && protocol !== 17) {
    printTruncated(sheet)
    return 'complete'
  }
  const name = protocol === 6 ? 'tcp' : 'udp'
  const port = portText(sheet, name, u16(sheet, at + QUOTED + 42))
  print(sheet, `, ${goal(sheet, at)} ${name} port ${port}`)
  return undefined
}

function timeExceeded(sheet: Sheet, at: number): string {
  const code = u8(sheet, at + 1)
  if (code === 0) return ` for ${goal(sheet, at)}`
  return code === 1 ? ' (reassembly)' : `, unknown code (${code})`
}

/** mldv2_report_print. */
function report(sheet: Sheet, at: number): undefined {
  const count = u16(sheet, at + 6)
  print(sheet, `, ${count} group record(s)`)
  if (sheet.style.verbose === 0) return
  let here = at + 8
  for (let i = 0; i < count; i++) {
    const sources = u16(sheet, here + 2)
    const type = u8(sheet, here)
    const word = RECORD_TYPES[type] || ` [v2-report-#${type}]`
    print(sheet, ` [gaddr ${address(sheet, here + 4)} ${word}${sourcesText(sheet, here + 20, sources)}]`)
    here += 20 + sources * 16
  }
}

/** How many there are; with more than one `-v`, which. */
function sourcesText(sheet: Sheet, at: number, count: number): string {
  if (sheet.style.verbose < 2) return `, ${count} source(s)`
  const listed = Array.from({ length: count }, (_, i) => `${address(sheet, at + i * 16)} `)
  return ` { ${listed.join('')}}`
}

/** A query of version 2 is longer than one of version 1. */
function query(sheet: Sheet, at: number, length: number): undefined {
  if (length === 24)
    return print(sheet, `max resp delay: ${u16(sheet, at + 4)} addr: ${address(sheet, at + 8)}`)
  print(sheet, ' v2')
  const [delay, group] = [u16(sheet, at + 4), address(sheet, at + 8)]
  const robustness = u8(sheet, at + 24) & 7
  if (sheet.style.verbose === 0) return print(sheet, ` [gaddr ${group}]`)
  const said = robustness > 0 ? ` robustness=${robustness}` : ''
  print(sheet, ` [max resp delay=${delay}] [gaddr ${group}${said} qqi=${u8(sheet, at + 25)}]`)
}
