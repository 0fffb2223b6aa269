import { expect, test } from 'vitest'
import { dissect, PLAIN } from '../../src/frame/dissect/dissect.ts'
import { runLab } from '../../src/shell/lab.ts'
import { defaultTopology } from '../../src/topology/topology.ts'
import { traceRecords } from '../../src/world/tracing.ts'

test('what is under way when a script ends, if only by a mistake in it, still arrives', async () => {
  // The packet that waits leaves with the last command.
  const text = `
ip address add 192.168.56.10/24 dev eth0
ping -c 1 -W 0.1 192.168.56.99
ip neighbour replace 192.168.56.99 lladdr 02:00:00:00:00:99 dev eth0
)`
  const script = { name: 'a.sh', text }
  const { world, status } = await runLab({ topology: defaultTopology, script, world: { trace: true } })
  expect(status).toBe(2)
  const heard = [...traceRecords(world.trace!)].flatMap((one) =>
    one.kind === 'seen' && one.place.machine === 'gw' ? [dissect(one.frame.bytes, PLAIN)] : [],
  )
  expect(heard.filter((line) => line.includes('ICMP echo request'))).toHaveLength(1)
})
