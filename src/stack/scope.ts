import type { Scope } from './inet.ts'

/** RT_SCOPE_*: the nearer, the higher. */
const RANK: Readonly<Record<Scope, number>> = { global: 0, site: 200, link: 253, host: 254, nowhere: 255 }

export function scopeRank(scope: Scope): number {
  return RANK[scope]
}

/** `a` reaches at least as far as `b`. */
export function reachesAsFar(a: Scope, b: Scope): boolean {
  return RANK[a] <= RANK[b]
}
