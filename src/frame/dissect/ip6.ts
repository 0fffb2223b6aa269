import ipaddr from 'ipaddr.js'
import { portText } from './addresses.ts'
import { IP_PROTOCOLS } from './names.ts'
import { has, need, print, type Sheet, take, u8, u16 } from './sheet.ts'

const HEADER = 40

const MESSAGES: Readonly<Record<number, string>> = {
  133: 'router solicitation',
  134: 'router advertisement',
  135: 'neighbor solicitation',
  136: 'neighbor advertisement',
}

/** Only enough of IPv6 to recognise it: these worlds do not speak it. */
export function ipv6(sheet: Sheet, at: number, length: number): undefined {
  sheet.protocol = 'ip6'
  if (!sheet.style.linkLevel) print(sheet, 'IP6 ')
  need(sheet, at, HEADER)
  const payload = u16(sheet, at + 4)
  if (length < payload + HEADER) print(sheet, `truncated-ip6 - ${payload + HEADER - length} bytes missing!`)
  const next = u8(sheet, at + 6)
  if (sheet.style.verbose > 0) {
    const name = IP_PROTOCOLS[next] ?? 'unknown'
    print(sheet, `(hlim ${u8(sheet, at + 7)}, next-header ${name} (${next}) payload length: ${payload}) `)
  }
  const [from, to] = [address(sheet, at + 8), address(sheet, at + 24)] as const
  if (next === 17 && has(sheet, at + HEADER, 8)) return udp6(sheet, at + HEADER, from, to)
  print(sheet, `${from} > ${to}: `)
  if (next === 58 && has(sheet, at + HEADER, 8)) print(sheet, message(sheet, at + HEADER, payload))
  else print(sheet, ` ip-proto-${next} ${payload}`)
}

function address(sheet: Sheet, at: number): string {
  return ipaddr.fromByteArray([...take(sheet, at, 16)]).toString()
}

function udp6(sheet: Sheet, at: number, from: string, to: string): undefined {
  const [source, destination] = [u16(sheet, at), u16(sheet, at + 2)].map((port) =>
    portText(sheet, 'udp', port),
  )
  print(sheet, `${from}.${source} > ${to}.${destination}: UDP, length ${u16(sheet, at + 4) - 8}`)
}

function message(sheet: Sheet, at: number, length: number): string {
  const type = u8(sheet, at)
  if (type === 128 || type === 129) {
    const echo = `ICMP6, echo ${type === 128 ? 'request' : 'reply'}, id ${u16(sheet, at + 4)}, seq ${u16(sheet, at + 6)}`
    return `${echo}, length ${length}`
  }
  return `ICMP6, ${MESSAGES[type] ?? `unknown icmp6 type (${type})`}, length ${length}`
}
