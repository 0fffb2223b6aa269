import { expect, test } from 'vitest'
import { StandNames } from '../../src/fuzz/kernel/stand-names.ts'
import { Traces } from '../../src/fuzz/kernel/traces.ts'
import { vlansFirst } from '../../src/fuzz/kernel/vlans-first.ts'

const bench = (number: number) => ({ traces: new Traces(), names: new StandNames(number) })
/** struct ifinfomsg, behind the netlink header: its index. */
const indexOf = (message: Buffer) => message.readInt32LE(16 + 4)

test('where a kernel waits for one device after another, VLAN devices go before what they stand on (netdev_run_todo)', () => {
  const [idle, tagged] = [bench(0), bench(1)]
  tagged.traces.note({ do: 'create vlan', dev: 'v1', lower: 'eth0', id: 7, up: true })
  const requests = vlansFirst([idle, tagged], '5.10')
  expect(requests.map((one) => indexOf(one.finish()))).toEqual([130, 131])
  expect(vlansFirst([idle, tagged], '5.18')).toEqual([])
  tagged.traces.clear()
  expect(vlansFirst([idle, tagged], '5.10')).toEqual([])
})
