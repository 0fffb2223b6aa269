import { formatMac, type Mac } from '../frame/mac.ts'

/** Gives random MACs names, `mac#1`, `mac#2`, … by first appearance. */
export class MacNames {
  private readonly named: ReadonlySet<Mac>
  private readonly names = new Map<Mac, string>()

  /** `named`: addresses that stay as they are. */
  constructor(named: ReadonlySet<Mac>) {
    this.named = named
  }

  /** What eth_random_addr makes: the unicast, locally administered addresses; unless the lab names it. */
  isRandom(mac: Mac): boolean {
    return Math.floor(mac / 2 ** 40) % 4 === 2 && !this.named.has(mac)
  }

  nameOf(mac: Mac): string {
    if (!this.isRandom(mac)) return formatMac(mac)
    const name = this.names.get(mac) ?? `mac#${this.names.size + 1}`
    this.names.set(mac, name)
    return name
  }
}
