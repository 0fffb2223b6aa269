import { expect, test } from 'vitest'
import { formatMac, type Mac } from '../../src/frame/mac.ts'
import { runLab } from '../../src/shell/lab.ts'
import { defaultTopology } from '../../src/topology/topology.ts'
import { traceRecords } from '../../src/world/tracing.ts'

const OLD = '02:00:00:00:00:01'
const NEW = '02:00:00:00:00:02'

/** A passthru macvlan has spoken with a neighbour once, under `OLD`; then its parent takes `NEW`. */
const MOVED = `
ip link set eth0 address ${OLD}
ip link add link eth0 name mac1 type macvlan mode passthru
ip link set mac1 up
ip address add 192.168.56.10/24 dev mac1
ip neighbour add 192.168.56.77 lladdr 02:00:00:00:00:77 dev mac1
ping -c 1 -W 0.3 192.168.56.77
ip link set eth0 address ${NEW}
`

/** How the frames of mac1 left it: the MAC that they bear, and what NUD10 said of them. */
async function leaves(text: string): Promise<string[]> {
  const { world } = await runLab({
    topology: defaultTopology,
    script: { name: 'a.sh', text: MOVED + text },
    world: { trace: true },
    onOutput: () => {},
  })
  const said = new Map<number, string>()
  return [...traceRecords(world.trace!)].flatMap((one) => {
    if (one.place?.dev !== 'mac1') return []
    if (one.kind === 'decision' && one.rule === 'NUD10') said.set(one.copy, one.held ? ' kept' : ' anew')
    if (one.kind !== 'seen' || one.type !== 'outgoing' || one.frame.etherType !== 0x0800) return []
    return [`${formatMac(one.frame.src as Mac)}${said.get(one.copy) ?? ''}`]
  })
}

test('[NUD10] a header that is kept bears the MAC of before, until the neighbour is known anew', async () => {
  const ping = 'ping -c 1 -W 0.3 192.168.56.77\n'
  expect(await leaves(ping)).toEqual([OLD, `${OLD} kept`])
  const anew = `ip neighbour del 192.168.56.77 dev mac1
ip neighbour add 192.168.56.77 lladdr 02:00:00:00:00:77 dev mac1\n`
  expect(await leaves(anew + ping)).toEqual([OLD, NEW])
})

test('[NUD10] whom it no longer trusts to be there gets a header of the frame’s own', async () => {
  const stale = 'ip neighbour change 192.168.56.77 lladdr 02:00:00:00:00:77 nud stale dev mac1\n'
  expect(await leaves(`${stale}ping -c 1 -W 0.3 192.168.56.77\n`)).toEqual([OLD, `${NEW} anew`])
})
