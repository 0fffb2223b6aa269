import { linkSpeed } from '../../bridge/link-speed.ts'
import { type Device, isKind } from '../../device/device.ts'
import { formatMac } from '../../frame/mac.ts'
import { iflinkOf } from '../../world/link-state.ts'
import type { World } from '../../world/world.ts'
import type { Process, Program } from '../process.ts'
import { encode } from '../system/bytes.ts'
import { netnsAt } from './places.ts'

/** What a subcommand says: to stdout when it succeeds, to stderr when it fails. */
interface Answer {
  readonly text: string
  readonly status: number
}

interface Subcommand {
  readonly names: readonly string[]
  /** undefined: there is no such device. */
  readonly answer: (dev: Device | undefined) => Answer
}

/** `ethtool` 6.1, as far as virtual devices have anything to say. */
export function ethtoolProgram(world: World): Program {
  return function* ethtool(process) {
    const { text, status } = run(world, process)
    const stream = status === 0 ? process.stdout : process.stderr
    stream.write(encode(text))
    return status
  }
}

const BAD_WORDS: Answer = {
  text: 'ethtool: bad command line argument(s)\nFor more information run ethtool -h\n',
  status: 1,
}

function run(world: World, process: Process): Answer {
  const [first, ...rest] = process.argv.slice(1)
  if (first === undefined) return BAD_WORDS
  if (first === '--version') return good('ethtool version 6.1\n')
  const subcommand = SUBCOMMANDS.find(({ names }) => names.includes(first))
  if (subcommand === undefined && first.startsWith('-'))
    return isKnown(first) ? failed(`ethtool: ${first}: not part of this simulation\n`) : BAD_WORDS
  // The bare form looks at its first word only.
  const name = subcommand === undefined ? first : rest[0]
  if (name === undefined || (subcommand !== undefined && rest.length > 1)) return BAD_WORDS
  return (subcommand?.answer ?? settings)(netnsAt(world, process.place).byName.get(name))
}

const SUBCOMMANDS: readonly Subcommand[] = [
  { names: ['-i', '--driver'], answer: driverInfo },
  { names: ['-S', '--statistics'], answer: statistics },
  { names: ['-P', '--show-permaddr'], answer: permanentAddress },
  { names: ['-T', '--show-time-stamping'], answer: timeStamping },
  ...[
    ['-a', '--show-pause'],
    ['-c', '--show-coalesce'],
    ['-g', '--show-ring'],
    ['-m', '--module-info'],
    ['--show-fec'],
  ].map((names) => ({ names, answer: unsupported })),
]

/** Those of the real tool that only hardware, or a queue of its own, could answer. */
function isKnown(word: string): boolean {
  return /^-[AcCgGkKlLsrptedEnNuUxXfwWqQhI]$|^--(show|set|change|features|offload|test|identify|negotiate)/.test(
    word,
  )
}

const NO_DEVICE = 'netlink error: no device matches name (offset 24)\nnetlink error: No such device\n'

function unsupported(dev: Device | undefined): Answer {
  return failed(dev === undefined ? NO_DEVICE : 'netlink error: Operation not supported\n')
}

/** The words after `driver`; undefined for a device without a driver. */
const DRIVERS = {
  loopback: undefined,
  veth: { driver: 'veth', version: '1.0', firmware: '', bus: '', statistics: 'yes' },
  bridge: { driver: 'bridge', version: '2.3', firmware: 'N/A', bus: 'N/A', statistics: 'no' },
  macvlan: { driver: 'macvlan', version: '0.1', firmware: '', bus: '', statistics: 'no' },
  ipvlan: { driver: 'ipvlan', version: '0.1', firmware: '', bus: '', statistics: 'no' },
  vlan: {
    driver: '802.1Q VLAN Support',
    version: '1.8',
    firmware: 'N/A',
    bus: '',
    statistics: 'no',
  },
  tun: { driver: 'tun', version: '1.6', firmware: '', bus: '', statistics: 'no' },
  dummy: { driver: 'dummy', version: '1.0', firmware: '', bus: '', statistics: 'no' },
} as const

function driverInfo(dev: Device | undefined): Answer {
  if (dev === undefined) return failed('Cannot get driver information: No such device\n', 71)
  const info = DRIVERS[dev.driver.kind]
  if (info === undefined) return failed('Cannot get driver information: Operation not supported\n', 71)
  return good(
    `driver: ${info.driver}\nversion: ${info.version}\nfirmware-version: ${info.firmware}\n` +
      `expansion-rom-version: \nbus-info: ${isKind(dev, 'tun') ? dev.driver.mode : info.bus}\nsupports-statistics: ${info.statistics}\n` +
      'supports-test: no\nsupports-eeprom-access: no\nsupports-register-dump: no\nsupports-priv-flags: no\n',
  )
}

/** A veth counts here only what XDP programs do. */
const VETH_STATISTICS = [
  'rx_queue_0_xdp_packets',
  'rx_queue_0_xdp_bytes',
  'rx_queue_0_drops',
  'rx_queue_0_xdp_redirect',
  'rx_queue_0_xdp_drops',
  'rx_queue_0_xdp_tx',
  'rx_queue_0_xdp_tx_errors',
  'tx_queue_0_xdp_xmit',
  'tx_queue_0_xdp_xmit_errors',
]

function statistics(dev: Device | undefined): Answer {
  if (dev === undefined) return failed('Cannot get stats strings information: No such device\n', 96)
  if (!isKind(dev, 'veth')) return failed('no stats available\n', 94)
  const peer = dev.driver.peer?.ifindex ?? iflinkOf(dev)
  const lines = VETH_STATISTICS.map((name) => `     ${name}: 0\n`).join('')
  return good(`NIC statistics:\n     peer_ifindex: ${peer}\n${lines}`)
}

function permanentAddress(dev: Device | undefined): Answer {
  if (dev === undefined) return failed('Cannot read permanent address: No such device\n')
  const { permanentMac } = dev
  return good(`Permanent address: ${permanentMac === undefined ? 'not set' : formatMac(permanentMac)}\n`)
}

function timeStamping(dev: Device | undefined): Answer {
  if (dev === undefined) return failed(NO_DEVICE)
  const sends = isKind(dev, 'bridge') || isKind(dev, 'ipvlan') ? '' : '\tsoftware-transmit\n'
  return good(
    `Time stamping parameters for ${dev.name}:\nCapabilities:\n${sends}\tsoftware-receive\n\tsoftware-system-clock\n` +
      'PTP Hardware Clock: none\nHardware Transmit Timestamp Modes: none\nHardware Receive Filter Modes: none\n',
  )
}

/** Without a word: link settings, asked for in five messages, each of which complains of a missing device. */
function settings(dev: Device | undefined): Answer {
  if (dev === undefined) return failed(`${NO_DEVICE.repeat(5)}No data available\n`, 75)
  const modes = isKind(dev, 'loopback') || isKind(dev, 'dummy') ? '' : linkModes(dev)
  const detected = dev.up && dev.carrier ? 'yes' : 'no'
  const level = isKind(dev, 'tun') || isKind(dev, 'ipvlan') ? MESSAGE_LEVEL : ''
  return good(`Settings for ${dev.name}:\n${modes}${level}\tLink detected: ${detected}\n`)
}

/** Which messages a driver shall log: few have such a setting. */
const MESSAGE_LEVEL = `        Current message level: 0x00000000 (0)\n${' '.repeat(30)}\n`

function linkModes(dev: Device): string {
  const bridge = isKind(dev, 'bridge')
  const speed = linkSpeed(dev)
  const lines = [
    'Supported ports: [  ]',
    'Supported link modes:   Not reported',
    'Supported pause frame use: No',
    'Supports auto-negotiation: No',
    'Supported FEC modes: Not reported',
    'Advertised link modes:  Not reported',
    'Advertised pause frame use: No',
    'Advertised auto-negotiation: No',
    'Advertised FEC modes: Not reported',
    speed === undefined ? 'Speed: Unknown!' : `Speed: ${speed}Mb/s`,
    bridge ? 'Duplex: Unknown! (255)' : 'Duplex: Full',
    'Auto-negotiation: off',
    bridge ? 'Port: Other' : 'Port: Twisted Pair',
    'PHYAD: 0',
    'Transceiver: internal',
    ...(bridge ? [] : ['MDI-X: Unknown']),
  ]
  return lines.map((line) => `\t${line}\n`).join('')
}

function good(text: string): Answer {
  return { text, status: 0 }
}

function failed(text: string, status = 1): Answer {
  return { text, status }
}
