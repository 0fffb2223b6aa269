import type { PortChanges } from '../bridge/port-settings.ts'
import { toHex } from '../frame/frame.ts'
import { formatIpv4 } from '../frame/ipv4-address.ts'
import { formatMac } from '../frame/mac.ts'
import type { MacvlanOptions, SourceChange } from '../world/link-requests.ts'
import { BRIDGES, CABLES, FIXED, INDEX_OF, MTU, type NamespaceName, SMALL_MTU } from './bench.ts'
import type { HandReplay } from './by-hand.ts'
import { frameBytes } from './frame-bytes.ts'
import { type Ipv6Step, NEVER_AGAIN, QUIET } from './ipv6-steps.ts'
import { ModelBench } from './model-bench.ts'
import type { WorldRun } from './run-world.ts'
import type {
  AddressStep,
  Changes,
  CreateIpvlanStep,
  CreateStep,
  NeighbourStep,
  SendStep,
  Step,
  VlanStep,
} from './step.ts'
import type { CreateTapStep, TapStep } from './tap-steps.ts'

const X = 'fuzz-x'
const QUIET_WORDS = Object.entries(QUIET)
  .map(([name, value]) => `net.ipv6.${name.replaceAll('/', '.')}=${value}`)
  .join(' ')
const nameOf = (netns: NamespaceName) => `fuzz-${netns}`

/**
 * A history as a script of iproute2 and mausezahn commands that anybody can run by hand, as root. `byHand`: what came
 * of that here. The last line is for `test/fuzz/regressions`.
 */
export function labScript(
  { traits, steps, differences }: WorldRun,
  replay: string,
  byHand?: HandReplay,
): string {
  const model = new ModelBench(undefined, traits)
  const lines = steps.flatMap((step, at) => {
    const netns = model.netnsOf(step.dev) ?? 'x'
    const { reply, seen } = model.apply(step)
    const done = byHand?.steps[at]
    return [
      command(step, nameOf(netns)),
      `# model: ${[reply, ...seen].join(', ')}`,
      ...(done === undefined ? [] : [`# these commands: ${[done.said, ...done.seen].join(', ')}`]),
    ]
  })
  return [
    '#!/usr/bin/env bash',
    `# ${replay}`,
    ...differences.map((line) => `# differs: ${line}`),
    "trap 'kill $(jobs -p); ip netns del fuzz-x; ip netns del fuzz-y' EXIT",
    ...setUp(),
    `ip netns exec ${X} tcpdump -e -n -l -i any & sleep 1`,
    '',
    ...lines,
    'sleep 1',
    '',
    ...SHOW,
    ...(byHand?.shown.map((line) => `# ${line}`) ?? []),
    `# steps: ${JSON.stringify(steps)}`,
    '',
  ].join('\n')
}

const SHOW = [
  ...[X, 'fuzz-y'].flatMap((netns) => [
    `ip -n ${netns} -s -d link`,
    `ip -n ${netns} neigh`,
    `ip -n ${netns} -6 addr`,
  ]),
  ...BRIDGES.map(({ name }) => `bridge -n ${X} fdb show br ${name}`),
]

/** The same, for a run that is watched: before each step its number and the time, after it its exit status. */
export function handScript(steps: readonly Step[]): string {
  const model = new ModelBench()
  const lines = steps.flatMap((step, at) => {
    const line = command(step, nameOf(model.netnsOf(step.dev) ?? 'x'))
    model.apply(step)
    return [`echo "step ${at} $(date +%s%N)"`, `${line} 2>&1`, `echo "status $?"`, 'sleep 0.1']
  })
  const start = 'echo "start $(date +%s%N)"'
  return [start, ...setUp(), ...lines, 'sleep 1', 'echo "shown"', ...SHOW, ''].join('\n')
}

function setUp(): string[] {
  const ends = CABLES.flatMap(({ near, port }) => [near.name, port.name])
  return [
    'for ns in fuzz-x fuzz-y; do',
    '  ip netns add $ns',
    '  ip netns exec $ns sysctl -qw net.ipv6.conf.{all,default}.disable_ipv6=1',
    `  ip netns exec $ns sysctl -qw ${QUIET_WORDS}`,
    '  ip netns exec $ns sysctl -qew net.bridge.bridge-nf-call-{ip,ip6,arp}tables=0',
    'done',
    ...BRIDGES.map(
      ({ name, index }) => `ip -n ${X} link add ${name} index ${index} up type bridge mcast_snooping 0`,
    ),
    ...CABLES.flatMap(({ near, port, bridge }) => [
      `ip -n ${X} link add ${near.name} index ${near.index} address ${formatMac(near.mac)} type veth peer name ${port.name} index ${port.index} address ${formatMac(port.mac)}`,
      `ip -n ${X} link set ${port.name} master ${bridge}`,
      `ip -n ${X} link set ${port.name} up`,
      `ip -n ${X} link set ${near.name} up`,
    ]),
    '# out of the IPv6 group of all nodes, for good',
    `for mtu in ${SMALL_MTU} ${MTU}; do for dev in ${ends.join(' ')}; do`,
    `  ip -n ${X} link set $dev mtu $mtu`,
    'done; done',
    `for state in down up; do for dev in ${FIXED.join(' ')}; do`,
    `  ip -n ${X} link set $dev $state`,
    'done; done; sleep 1',
  ]
}

function command(step: Step, netns: string): string {
  switch (step.do) {
    case 'create':
      return createCommand(step)
    case 'delete':
      return `ip -n ${netns} link del ${step.dev}`
    case 'change':
      return `ip -n ${netns} link set dev ${step.dev}${changeWords(step.changes)}`
    case 'macvlan':
      return `ip -n ${netns} link set dev ${step.dev} type ${step.kind ?? 'macvlan'}${optionWords(step.options)}`
    case 'create vlan':
      return `ip -n ${X} link add ${step.dev} link ${step.lower} index ${INDEX_OF.get(step.dev)}${step.up ? ' up' : ''} type vlan id ${step.id}`
    case 'create ipvlan':
      return createIpvlanCommand(step)
    case 'ipvlan':
      return `ip -n ${netns} link set dev ${step.dev} type ipvlan${portOfIpvlansWords(step)}`
    case 'address':
      return addressCommand(step, netns)
    case 'ipv6':
      return ipv6Command(step, netns)
    case 'address6':
      return `ip -n ${netns} addr ${step.how} ${step.address}/${step.prefix} dev ${step.dev}`
    case 'create tap':
      return createTapCommand(step)
    case 'tap':
      return tapCommand(step, netns)
    case 'filtering':
      return `ip -n ${netns} link set dev ${step.dev} type bridge vlan_filtering ${Number(step.on)}`
    case 'vlan':
      return vlanCommand(step, netns)
    case 'port':
      return portCommand(step.dev, step.changes, netns)
    case 'bridge':
      return `ip -n ${netns} link set dev ${step.dev} type bridge ageing_time ${step.ageingTime}`
    case 'fdb':
      return `bridge -n ${netns} fdb ${step.how} ${formatMac(step.mac)} dev ${step.dev} ${step.of} ${FDB_WORDS[step.state]}${step.vlan === undefined ? '' : ` vlan ${step.vlan}`}`
    case 'neighbour':
      return neighbourCommand(step, netns)
    case 'group':
      return `ip -n ${netns} maddr ${step.how} ${formatMac(step.mac)} dev ${step.dev}`
    case 'send':
      if (step.written) return writeCommand(step)
      return `ip netns exec ${netns} mausezahn -q -c 1 ${step.dev} ${hexPairs(step)}`
  }
}

const FDB_WORDS = { permanent: 'local', noarp: 'static', reachable: 'dynamic' } as const

function neighbourCommand({ how, address, mac, dev, state }: NeighbourStep, netns: string): string {
  const rest = how === 'del' ? '' : ` lladdr ${formatMac(mac)} nud ${state}`
  return `ip -n ${netns} neigh ${how} ${formatIpv4(address)} dev ${dev}${rest}`
}

/** mausezahn wants them apart. */
function hexPairs(step: SendStep): string {
  return toHex(frameBytes(step)).replace(/..(?!$)/g, '$&:')
}

function vlanCommand({ how, dev, of, vlan, pvid, untagged }: VlanStep, netns: string): string {
  const flags = how === 'del' ? '' : words([pvid && 'pvid', untagged && 'untagged'])
  return `bridge -n ${netns} vlan ${how} vid ${vlan} dev ${dev}${flags} ${of}`
}

function createCommand({
  kind = 'macvlan',
  dev,
  lower,
  mac,
  up,
  netns,
  mtu,
  mode,
  options,
}: CreateStep): string {
  const words = [
    `ip -n ${X} link add ${dev} link ${lower} index ${INDEX_OF.get(dev)} address ${formatMac(mac)}`,
    ...(mtu === undefined ? [] : [`mtu ${mtu}`]),
    ...(up ? ['up'] : []),
    ...(netns === 'x' ? [] : [`netns ${nameOf(netns)}`]),
    `type ${kind} mode ${mode}${optionWords(options)}`,
  ]
  return words.join(' ')
}

function createIpvlanCommand({ dev, lower, up, netns, mtu, ...port }: CreateIpvlanStep): string {
  const rest = words([mtu && `mtu ${mtu}`, up && 'up', netns !== 'x' && `netns ${nameOf(netns)}`])
  return `ip -n ${X} link add ${dev} link ${lower} index ${INDEX_OF.get(dev)}${rest} type ipvlan${portOfIpvlansWords(port)}`
}

/** iproute2 always sends both, bridge and l3 if nothing else is said. */
function portOfIpvlansWords({ mode, flag }: { readonly mode?: string; readonly flag?: string }): string {
  return words([mode !== undefined && `mode ${mode}`, flag])
}

function createTapCommand({ dev, mac }: CreateTapStep): string {
  return `ip -n ${X} tuntap add dev ${dev} mode tap && ip -n ${X} link set dev ${dev} address ${formatMac(mac)}`
}

/** socat holds a tap, and throws away what it reads. */
function tapCommand({ dev, how }: TapStep, netns: string): string {
  const holder = `socat -u TUN,tun-name=${dev},tun-type=tap,iff-no-pi OPEN:/dev/null`
  if (how === 'attach') return `ip netns exec ${netns} ${holder} & ${dev}=$!; sleep 0.1`
  return how === 'detach' ? `kill $${dev}` : `: a program reads what waits for it at ${dev}`
}

function writeCommand(step: SendStep): string {
  return `: a program that holds ${step.dev} writes ${toHex(frameBytes(step))}`
}

function addressCommand({ how, address, prefix, dev }: AddressStep, netns: string): string {
  return `ip -n ${netns} addr ${how} ${formatIpv4(address)}/${prefix} dev ${dev}`
}

function ipv6Command({ dev, on }: Ipv6Step, netns: string): string {
  const sysctl = `ip netns exec ${netns} sysctl -qw net.ipv6.conf.${dev}.disable_ipv6=${on ? 0 : 1}`
  if (!on) return sysctl
  return `ip -n ${netns} ntable change name ndisc_cache dev ${dev} retrans ${NEVER_AGAIN} delay_probe ${NEVER_AGAIN} && ${sysctl}`
}

function changeWords({ up, promisc, allmulticast, address, mtu, master, netns }: Changes): string {
  const onOff = (on: boolean) => (on ? 'on' : 'off')
  return words([
    address && `address ${formatMac(address)}`,
    mtu && `mtu ${mtu}`,
    master && `master ${master}`,
    master === null && 'nomaster',
    netns && `netns ${nameOf(netns)}`,
    promisc !== undefined && `promisc ${onOff(promisc)}`,
    allmulticast !== undefined && `allmulticast ${onOff(allmulticast)}`,
    up !== undefined && (up ? 'up' : 'down'),
  ])
}

function optionWords({ mode, flags, sources, bcQueueLen, bcCutoff }: MacvlanOptions): string {
  return words([
    mode && `mode ${mode}`,
    flags?.nopromisc && 'nopromisc',
    flags?.nodst && 'nodst',
    bcQueueLen !== undefined && `bcqueuelen ${bcQueueLen}`,
    bcCutoff !== undefined && `bclim ${bcCutoff}`,
    sources && `macaddr ${sourceWords(sources)}`,
  ])
}

function sourceWords(change: SourceChange): string {
  if (change.how === 'flush') return 'flush'
  const addresses = change.how === 'set' ? change.addresses : [change.address]
  return [change.how, ...addresses.map(formatMac)].join(' ')
}

/** bridge(8) does not know of all settings that ip(8) does. */
function portCommand(dev: string, changes: PortChanges, netns: string): string {
  const { flush, groupFwdMask } = changes
  if (flush === undefined && groupFwdMask === undefined)
    return `bridge -n ${netns} link set dev ${dev}${portWords(changes)}`
  const rest = words([flush && 'fdb_flush', groupFwdMask !== undefined && `group_fwd_mask ${groupFwdMask}`])
  return `ip -n ${netns} link set dev ${dev} type bridge_slave${rest}`
}

const PORT_WORDS = {
  hairpin: 'hairpin',
  learning: 'learning',
  flood: 'flood',
  mcastFlood: 'mcast_flood',
  bcastFlood: 'bcast_flood',
  isolated: 'isolated',
} as const

function portWords(changes: PortChanges): string {
  return words(
    Object.entries(PORT_WORDS).map(([name, word]) => {
      const on = changes[name as keyof typeof PORT_WORDS]
      return on !== undefined && `${word} ${on ? 'on' : 'off'}`
    }),
  )
}

/** Each with a space before it; what is false or absent is left out. */
function words(all: readonly (string | false | 0 | undefined | null)[]): string {
  return all
    .filter(Boolean)
    .map((word) => ` ${word}`)
    .join('')
}
