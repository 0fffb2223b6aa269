/** A comment of its own, in the script's head: `# WORD: …`. */
export function saidInHead(text: string, word: 'topology' | 'needs' | 'ipv6'): string | undefined {
  const head = /^(?:#.*\n|\s*\n)*/.exec(text)?.[0] ?? ''
  return new RegExp(`^# ${word}: (.+)$`, 'm').exec(head)?.[1]?.trim()
}

/** `# ipv6: on`: without it, IPv6 is off in every namespace. */
export function asksForIpv6(text: string): boolean {
  return saidInHead(text, 'ipv6') === 'on'
}
