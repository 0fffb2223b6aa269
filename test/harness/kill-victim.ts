/** A program that runs a long lab and waits to be killed: `node kill-victim.js MARK`. Says when it begins. */
import { runOnKernel } from '../../src/harness/kernel.ts'
import { defaultTopology } from '../../src/topology/topology.ts'

const mark = process.argv[2]!
const text = `for i in 1 2 3 4; do ip netns add n$i; done
ip link add link eth0 name m1 netns n1 type macvlan mode bridge
ip -n n1 link set m1 up
on gw sleep ${mark} & ip netns exec n1 sleep ${mark} &
sleep ${mark}
`
process.stdout.write('begun\n')
await runOnKernel({ topology: defaultTopology, script: { name: 'victim.sh', text } })
