import { type Flight, FlightRecorder } from '../../playground/record/flights.ts'
import { runLab } from '../../src/shell/lab.ts'
import { defaultTopology } from '../../src/topology/topology.ts'
import { traceRecords } from '../../src/world/tracing.ts'

export const SIBLINGS = `for n in 1 2; do
  ip netns add ns$n
  ip link add link eth0 name mac$n netns ns$n address 02:00:00:00:00:0$n type macvlan mode bridge
  ip -n ns$n addr add 192.168.56.1$n/24 dev mac$n
  ip -n ns$n link set mac$n up
done
ip netns exec ns1 ping -c 1 192.168.56.12
`

export async function flightsOf(script: string): Promise<Flight[]> {
  const { world } = await runLab({
    topology: defaultTopology,
    script: { name: 'lab', text: script },
    world: { trace: true },
  })
  const recorder = new FlightRecorder()
  for (const record of traceRecords(world.trace!)) recorder.add(record)
  return recorder.flights
}
