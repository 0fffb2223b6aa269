/** A fuzzer that is killed: says when it is at work, with the namespaces that it holds. */
import { readdirSync, readlinkSync } from 'node:fs'
import { runCampaign } from '../../src/fuzz/campaign.ts'

function heldNamespaces(): string[] {
  const held = readdirSync('/proc/self/fd').flatMap((fd) => {
    try {
      return readlinkSync(`/proc/self/fd/${fd}`)
    } catch {
      return []
    }
  })
  return held.filter((target) => target.startsWith('net:'))
}

await runCampaign(
  { seed: 1, worlds: Number.POSITIVE_INFINITY, until: Number.POSITIVE_INFINITY, differences: 1, threads: 1 },
  ({ worlds }) => process.stdout.write(`${JSON.stringify({ worlds, held: heldNamespaces() })}\n`),
)
