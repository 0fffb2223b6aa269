import { expect, test } from 'vitest'
import { simulate } from '../../src/harness/simulate.ts'
import { defaultTopology } from '../../src/topology/topology.ts'

test('the timer of a neighbour entry that was deleted does not go off for the one that came after it', async () => {
  const text = `ip addr add 192.168.56.110/24 dev eth0
ping -c 1 -W 0.5 192.168.56.99
ip neigh flush dev eth0
ping -c 1 -W 0.5 192.168.56.99
sleep 0.2
`
  const { observation } = await simulate({ topology: defaultTopology, script: { name: 'a.sh', text } })
  const questions = observation.trace.filter(({ dev, type }) => dev === 'eth0' && type === 'outgoing')
  expect(questions.length).toBe(2)
})
