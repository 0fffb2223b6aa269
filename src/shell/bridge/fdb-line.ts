import type { FdbState } from '../../bridge/fdb.ts'
import { formatMac } from '../../frame/mac.ts'
import type { FdbLine } from '../../world/fdb.ts'
import { array, element, field, type Node, object, text } from '../ip/document.ts'
import type { Session } from '../ip/session.ts'

const STATES: Readonly<Record<FdbState, string>> = { permanent: 'permanent', noarp: 'static', reachable: '' }

/** print_fdb(). The device is left out where all lines are about one. */
export function lineNodes(session: Session, line: FdbLine, named: boolean): Node {
  const mac = formatMac(line.mac)
  return object(undefined, [
    field('mac', mac, `${mac} `),
    ...(named ? [text('dev '), field('ifname', line.dev.name, `${line.dev.name} `)] : []),
    ...(line.entry?.vlan ? [field('vlan', line.entry.vlan, `vlan ${line.entry.vlan} `)] : []),
    ...(session.options.statistics > 0 ? usageNodes(session, line) : []),
    array(
      'flags',
      flagsOf(line).map((flag) => element(flag, `${flag} `)),
    ),
    ...(line.bridge ? [text('master '), field('master', line.bridge.name, `${line.bridge.name} `)] : []),
    field('state', STATES[line.state], STATES[line.state]),
    text('\n'),
  ])
}

/** Seconds since the entry was last used, and last seen. */
function usageNodes({ world }: Session, { entry }: FdbLine): Node[] {
  if (entry === undefined) return []
  const used = Math.floor((world.now - entry.used) / 1e9)
  const updated = Math.floor((world.now - entry.updated) / 1e9)
  return [field('used', used, `used ${used}`), field('updated', updated, `/${updated} `)]
}

function flagsOf({ entry }: FdbLine): string[] {
  if (entry === undefined) return ['self']
  return [...(entry.extLearned ? ['extern_learn'] : []), ...(entry.sticky ? ['sticky'] : [])]
}
