import { dissect, PLAIN } from '../../src/frame/dissect/dissect.ts'
import type { Frame } from '../../src/frame/frame.ts'

/** The line that tcpdump prints, without what the other columns say. */
export function infoOf(frame: Frame): string {
  const text = dissect(frame.bytes, PLAIN)
  return text.replace(/^ARP, /, '').replace(/^IP6? \S+ > \S+: (HBH )?(ICMP6?,? |UDP, )?/, '')
}
