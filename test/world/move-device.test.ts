import { expect, test } from 'vitest'
import { simulate } from '../../src/harness/simulate.ts'
import { defaultTopology } from '../../src/topology/topology.ts'

/** A macvlan `mac1` here, and in ns1 the veth pair vet1 - vet2. */
const begin = `ip netns add ns1
ip -n ns1 link add vet1 type veth peer name vet2
ip link add link eth0 name mac1 type macvlan
`
const end = `
echo "$? $(ip -br link show type macvlan | cut -d @ -f 1) $(ip -n ns1 -br link show type macvlan | cut -d @ -f 1)"
`
const SAME_NAME = 'Error: An interface with the same name exists in the target netns.\n'
const PATTERN = "Error: Unable to use 'vet2' for the new interface name in the target netns.\n"

test.each([
  ['it keeps its name', 'ip link set mac1 netns ns1', '', '0  mac1\n'],
  ['or takes another', 'ip link set mac1 netns ns1 name mac2', '', '0  mac2\n'],
  [
    'it moves, and then cannot take a name that is taken',
    'ip link set mac1 netns ns1 name vet1',
    'RTNETLINK answers: File exists\n',
    '2  mac1\n',
  ],
  [
    'a name that is taken keeps it out',
    'ip link set mac1 name vet1; ip link set vet1 netns ns1',
    SAME_NAME,
    '2 vet1 \n',
  ],
  [
    'unless it takes another',
    'ip link set mac1 name vet1; ip link set vet1 netns ns1 name mac1',
    '',
    '0  mac1\n',
  ],
  [
    'and that is free',
    'ip link set mac1 name vet1; ip link set vet1 netns ns1 name vet2',
    PATTERN,
    '2 vet1 \n',
  ],
])('a device moves to another namespace: %s', async (_, command, stderr, stdout) => {
  const script = { name: 'move.sh', text: begin + command + end }
  const { observation } = await simulate({ topology: defaultTopology, script })
  expect(observation).toMatchObject({ stderr, stdout })
})
