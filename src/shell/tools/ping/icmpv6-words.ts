const UNREACHABLE: Readonly<Record<number, string>> = {
  0: 'No route',
  1: 'Administratively prohibited',
  2: 'Beyond scope of source address',
  3: 'Address unreachable',
  4: 'Port unreachable',
}
const PROBLEMS = ['Wrong header field ', 'Unknown header ', 'Unknown option '] as const

/** print_icmp6_err: what an ICMPv6 error is called. */
export function icmpv6Words(type: number, code: number, info: number): string {
  switch (type) {
    case 1:
      return `Destination unreachable: ${UNREACHABLE[code] ?? `Unknown code ${code}`}`
    case 2:
      return `Packet too big: mtu=${info}${code === 0 ? '' : `, code=${code}`}`
    case 3:
      if (code === 0) return 'Time exceeded: Hop limit'
      return code === 1 ? 'Time exceeded: Defragmentation failure' : `Time exceeded: code ${code}`
    case 4:
      return `Parameter problem: ${PROBLEMS[code] ?? `code ${code} `}at ${info}`
    default:
      return `unknown code ${code}`
  }
}
