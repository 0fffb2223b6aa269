/** The words of a filter expression, as libpcap's scanner tells them apart. */
export type Token =
  | { readonly kind: 'word'; readonly text: Keyword }
  | { readonly kind: 'symbol'; readonly text: string }
  | { readonly kind: 'number'; readonly value: number }
  /** `10.1.2.3` or fewer parts. */
  | { readonly kind: 'address'; readonly text: string }
  | { readonly kind: 'mac'; readonly text: string }
  /** A name that is no keyword, or any word after a backslash. */
  | { readonly kind: 'name'; readonly text: string }

/** What is wrong with a filter, in libpcap's words. Thrown by every stage, caught by {@link compile}. */
export class FilterError extends Error {}

export const SYNTAX_ERROR = "can't parse filter expression: syntax error"

const SYNONYMS: Readonly<Record<string, string>> = {
  link: 'ether',
  ppp: 'ether',
  slip: 'ether',
  fddi: 'ether',
  tr: 'ether',
  wlan: 'ether',
  length: 'len',
  '&&': 'and',
  '||': 'or',
  '!': 'not',
}

const KEYWORDS = [
  ...[
    'src',
    'dst',
    'ether',
    'arp',
    'rarp',
    'ip',
    'ip6',
    'tcp',
    'udp',
    'sctp',
    'icmp',
    'icmp6',
    'igmp',
    'ah',
    'esp',
  ],
  ...[
    'pim',
    'vrrp',
    'carp',
    'igrp',
    'stp',
    'llc',
    'host',
    'net',
    'mask',
    'port',
    'portrange',
    'proto',
    'gateway',
  ],
  ...[
    'less',
    'greater',
    'broadcast',
    'multicast',
    'and',
    'or',
    'not',
    'len',
    'inbound',
    'outbound',
    'ifindex',
    'vlan',
  ],
] as const
export type Keyword = (typeof KEYWORDS)[number]
const IS_KEYWORD: ReadonlySet<string> = new Set(KEYWORDS)

/** Offsets and values that stand for themselves in `icmp[icmptype] = icmp-echo`. */
const CONSTANTS: Readonly<Record<string, number>> = {
  icmptype: 0,
  icmpcode: 1,
  'icmp-echoreply': 0,
  'icmp-unreach': 3,
  'icmp-sourcequench': 4,
  'icmp-redirect': 5,
  'icmp-echo': 8,
  'icmp-routeradvert': 9,
  'icmp-routersolicit': 10,
  'icmp-timxceed': 11,
  'icmp-paramprob': 12,
  'icmp-tstamp': 13,
  'icmp-tstampreply': 14,
  'icmp-ireq': 15,
  'icmp-ireqreply': 16,
  'icmp-maskreq': 17,
  'icmp-maskreply': 18,
  tcpflags: 13,
  'tcp-fin': 1,
  'tcp-syn': 2,
  'tcp-rst': 4,
  'tcp-push': 8,
  'tcp-ack': 16,
  'tcp-urg': 32,
  'tcp-ece': 64,
  'tcp-cwr': 128,
}

type Reader = (text: string) => Token

/** The longest match wins, and of equal ones the first, as in lex. */
const RULES: readonly (readonly [RegExp, Reader])[] = [
  [/^(?:&&|\|\||!(?!=))/, (text) => word(text)],
  [
    /^(?:!=|==|<<|>>|>=|<=|[-+*/%:[\]<>()&|^=])/,
    (text) => ({ kind: 'symbol', text: text === '==' ? '=' : text }),
  ],
  [/^(?:0x[0-9a-f]+|\d+)/i, (text) => ({ kind: 'number', value: readNumber(text) })],
  [/^\d+(?:\.\d+){1,3}/, (text) => ({ kind: 'address', text })],
  [/^[0-9a-f]{1,2}([:.-])[0-9a-f]{1,2}(?:\1[0-9a-f]{1,2}){4}/i, (text) => ({ kind: 'mac', text })],
  [/^[0-9a-f]{4}(?:\.[0-9a-f]{4}){2}/i, (text) => ({ kind: 'mac', text })],
  [/^[0-9a-f]{12}(?![-_.a-z0-9])/i, (text) => ({ kind: 'mac', text })],
  [/^[0-9a-f]{1,2}:+(?:[0-9a-f]{1,2}:+)+/i, (text) => bogusMac(text)],
  [/^[a-z0-9](?:[-_.a-z0-9]*[.a-z0-9])?/i, (text) => word(text)],
  [/^\\[^ !()\n\t]+/, (text) => ({ kind: 'name', text: text.slice(1) })],
]

export function tokens(expression: string): Token[] {
  const found: Token[] = []
  let rest = expression.replace(/^[ \t\r\n]+/, '')
  while (rest !== '') {
    const [text, read] = longest(rest)
    found.push(read(text))
    rest = rest.slice(text.length).replace(/^[ \t\r\n]+/, '')
  }
  return found
}

function longest(rest: string): readonly [string, Reader] {
  let best: readonly [string, Reader] | undefined
  for (const [pattern, read] of RULES) {
    const text = pattern.exec(rest)?.[0]
    if (text !== undefined && text.length > (best?.[0].length ?? 0)) best = [text, read]
  }
  if (!best) throw new FilterError(SYNTAX_ERROR)
  return best
}

function word(text: string): Token {
  const constant = CONSTANTS[text]
  if (constant !== undefined) return { kind: 'number', value: constant }
  const canonical = SYNONYMS[text] ?? text
  return IS_KEYWORD.has(canonical) ? { kind: 'word', text: canonical as Keyword } : { kind: 'name', text }
}

/** stoulen: hexadecimal, octal with a leading zero, decimal. */
function readNumber(text: string): number {
  if (/^0x/i.test(text)) return Number.parseInt(text.slice(2), 16)
  return Number.parseInt(text, /^0[0-7]+$/.test(text) ? 8 : 10)
}

function bogusMac(text: string): never {
  throw new FilterError(`bogus ethernet address ${text}`)
}
