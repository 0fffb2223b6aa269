import type { Place } from '../../src/claims/claim.ts'
import type { DevicePlace } from '../../src/device/device.ts'
import type { Beat, Flight } from '../record/flights.ts'
import type { ClaimWords } from '../words/claims-en.ts'

/** How many frames of the claim's own kind tcpdump has seen in a lab, by what it prints. */
export function countHeard(output: string): number {
  const own = /^For its own stack: (\d+)$/m.exec(output)?.[1]
  return own === undefined
    ? output.split('\n').filter((line) => / > .*length 60/.test(line)).length
    : Number(own)
}

/** The way of a frame in words, a movement a line, each device by the part that it plays. */
export function wayOf(
  flight: Flight,
  beats: readonly Beat[],
  { waySaid, roles }: ClaimWords,
): readonly string[] {
  const name = (place: DevicePlace) => nameIn(roles, place)
  return beats
    .filter((beat) => beat.flight === flight)
    .map(({ moves, endings }) => {
      const ways = moves.map(({ from, to }) =>
        from ? waySaid.hop(name(from), name(to)) : waySaid.sends(name(to)),
      )
      const ends = endings.map(({ died, at, reason }) =>
        died ? waySaid.died(name(at), reason) : waySaid.taken(name(at)),
      )
      return [...new Set([...ways, ...ends])].join('; ')
    })
}

function nameIn(roles: ClaimWords['roles'], { machine, dev }: DevicePlace): string {
  if (machine === 'sw') return `${roles.switch} ${dev}`
  if (machine === 'gw') return roles.outside
  return dev === 'eth0' ? roles.parent : ((roles as Readonly<Record<string, string>>)[dev as Place] ?? dev)
}
