import type { BridgeVlans } from '../../device/bridge-device.ts'
import { type Device, isKind } from '../../device/device.ts'
import { array, element, field, type Node, object, text } from '../ip/document.ts'
import { atoi } from '../ip/numbers.ts'
import { type Command, deviceIndex, type Session, show } from '../ip/session.ts'
import { duplicate } from '../ip/stop.ts'
import { currentWord, hasWord, nextWord } from '../ip/words.ts'
import { failed, noDevice } from './stop.ts'

const HEADER = 'port              vlan-id  \n'
/** IFNAMSIZ, and two spaces. */
const WIDTH = 18

/** vlan_show(): words that it does not know are passed over. */
export const showVlans: Command = (session, words) => {
  let index: number | undefined
  let only = 0
  for (; hasWord(words); words.at++) {
    const word = currentWord(words)
    if (word === 'dev') {
      const name = nextWord(words)
      index = deviceIndex(session, name) || noDevice(name)
    } else if (word === 'vid') {
      const vid = nextWord(words)
      if (only !== 0) duplicate('vid', vid)
      only = atoi(vid)
    }
  }
  if (session.options.details > 0) failed('bridge: -details vlan show: not part of this simulation\n')
  if (session.options.statistics > 0) failed('bridge: -statistics vlan show: not part of this simulation\n')
  const devices = [...session.netns.devices.values()].filter(
    (dev) => index === undefined || dev.ifindex === index,
  )
  show(session, [...header(session), ...devices.flatMap((dev) => deviceNodes(dev, only))])
  return 0
}

function header({ options }: Session): Node[] {
  return options.json ? [] : [text(HEADER)]
}

/** print_vlan(): a device of no VLAN, or of none that was asked for, is left out. */
function deviceNodes(dev: Device, only: number): Node[] {
  const vlans = membership(dev)
  if (vlans === undefined) return []
  const numbers = [...vlans.members.keys()]
    .filter((vlan) => only === 0 || vlan === only)
    .sort((a, b) => a - b)
  if (numbers.length === 0) return []
  const lines = numbers.map((vlan, at) => vlanNode(vlans, vlan, at === 0 ? dev.name : ''))
  return [object(undefined, [field('ifname', dev.name, ''), array('vlans', lines)])]
}

function membership(dev: Device): BridgeVlans | undefined {
  if (dev.rxHandler?.kind === 'bridge') return dev.rxHandler.vlans
  return isKind(dev, 'bridge') ? dev.driver.vlans : undefined
}

function vlanNode({ pvid, members }: BridgeVlans, vlan: number, name: string): Node {
  const flags = [
    ...(pvid === vlan ? ['PVID'] : []),
    ...(members.get(vlan)?.untagged ? ['Egress Untagged'] : []),
  ]
  return object(undefined, [
    field('vlan', vlan, `${name.padEnd(WIDTH)}${vlan}`),
    ...(flags.length > 0
      ? [
          array(
            'flags',
            flags.map((flag) => element(flag, ` ${flag}`)),
          ),
        ]
      : []),
    text('\n'),
  ])
}
