import { fromHex, parseFrame, toHex } from '../../src/frame/frame.ts'
import { formatMac } from '../../src/frame/mac.ts'
import { defaultTopology } from '../../src/topology/topology.ts'
import { addRoute, changeNeighbour, writeSysctl } from '../../src/world/inet.ts'
import { changeLink } from '../../src/world/links.ts'
import { settle } from '../../src/world/settle.ts'
import { sendFrame } from '../../src/world/sockets-open.ts'
import type { Netns } from '../../src/world/world.ts'
import { runLab } from '../harness/kernel-here.ts'
import { describe, ip, Lab, macOf, ok } from './lab.ts'

/** One thing done to the lab's namespaces, in a form that means the same to the model and to a real kernel. */
export type Step =
  | readonly ['up' | 'down', ...devices: string[]]
  | readonly ['address', dev: string, ...addresses: string[]]
  | readonly ['mtu', dev: string, mtu: number]
  | readonly ['sysctl', netns: Place, name: string, value: number]
  | readonly ['route', netns: Place, dst: string, gateway: string]
  | readonly ['neighbour', dev: string, address: string, mac: string]
  | readonly ['ping', netns: Place, dst: string, more?: PingOptions]
  /** A frame, in hexadecimal, sent out of a device. */
  | readonly ['inject', dev: string, frame: Uint8Array]
  | readonly ['wait', seconds: number]

export type Place = 'one' | 'two' | 'three'

export interface PingOptions {
  readonly size?: number
  readonly ttl?: number
  readonly broadcast?: true
  readonly pathMtu?: 'do' | 'want' | 'dont'
  /** `-I`: a device, or a source address. */
  readonly dev?: string
}

/** What happened: the frames of each namespace in order, and its neighbours at the end. */
export type Outcome = Record<
  Place,
  { readonly frames: readonly string[]; readonly neighbours: readonly string[] }
>

const PLACES: readonly Place[] = ['one', 'two', 'three']
const PAUSE = 0.25

export function runModel(steps: readonly Step[], lab = new Lab().joined()): Outcome {
  for (const step of steps) doInModel(lab, step)
  const outcome = (netns: Netns) => ({
    frames: lab.frames(netns),
    neighbours: lab.neighbours(netns).sort(),
  })
  return { one: outcome(lab.one), two: outcome(lab.two), three: outcome(lab.three) }
}

function doInModel(lab: Lab, step: Step): void {
  const { world } = lab
  switch (step[0]) {
    case 'up':
      return void lab.up(...step.slice(1)).after(PAUSE)
    case 'down':
      for (const dev of step.slice(1)) lab.down(dev)
      return void lab.after(PAUSE)
    case 'address':
      return void lab.address(step[1], ...(step.slice(2) as string[]))
    case 'mtu':
      return ok(changeLink(world, lab.dev(step[1]), { mtu: step[2] }))
    case 'sysctl':
      return ok(writeSysctl(world, lab[step[1]], `net.ipv4.${step[2]}`, String(step[3])))
    case 'route': {
      const [dst, prefix] = step[2].split('/') as [string, string]
      const route = { dst: ip(dst), prefix: Number(prefix), gateway: ip(step[3]) }
      return ok(addRoute(world, lab[step[1]], route, 'add'))
    }
    case 'neighbour': {
      const neighbour = { address: ip(step[2]), mac: macOf(step[3]), state: 'permanent' } as const
      return ok(changeNeighbour(world, lab.dev(step[1]), neighbour, 'replace'))
    }
    case 'ping': {
      const { size, dev, ...more } = step[3] ?? {}
      lab.ping(lab[step[1]], step[2], {
        ...more,
        payload: new Uint8Array(size ?? 56),
        ...boundTo(lab, dev),
      })
      return void lab.after(PAUSE)
    }
    case 'inject':
      ok(sendFrame(world, lab.dev(step[1]), step[2]))
      settle(world)
      return void lab.after(PAUSE)
    case 'wait':
      return void lab.after(step[1])
  }
}

/** `ping -I`: a device, or a source address. */
function boundTo(lab: Lab, word: string | undefined) {
  if (word === undefined) return {}
  return word.includes('.') ? { source: ip(word) } : { dev: lab.dev(word) }
}

export async function runKernel(steps: readonly Step[]): Promise<Outcome> {
  const lines = [...SETUP, ...steps.map(toCommand), `sleep ${PAUSE}`, ...PLACES.map(printNeighbours)]
  const { stdout, stderr, trace } = await runLab(`${lines.join('\n')}\n`, { topology: defaultTopology })
  if (/^(?!ping|WARNING)./m.test(stderr)) throw new Error(stderr)
  const outcome = (place: Place) => ({
    frames: trace
      .filter(({ netns }) => netns === place)
      .map(({ dev, type, frame }) =>
        describe({ dev: { name: dev }, type, frame: parseFrame(fromHex(frame)!) }),
      ),
    neighbours: stdout
      .split('\n')
      .filter((line) => line.startsWith(`${place} `))
      .map((line) => line.slice(place.length + 1).trim())
      .sort(),
  })
  return { one: outcome('one'), two: outcome('two'), three: outcome('three') }
}

const HOME: Readonly<Record<string, Place>> = { a: 'one', b: 'two', c: 'one', d: 'two', e: 'two', f: 'three' }
const homeOf = (dev: string): Place => HOME[dev[0]!]!

const PAIRS = [
  ['a0', 'b0'],
  ['c0', 'd0'],
  ['e0', 'f0'],
] as const

const SETUP = [
  'set -e',
  ...PLACES.map((place) => `ip netns add ${place}`),
  ...PAIRS.map(
    ([dev, peer]) =>
      `ip -n ${homeOf(dev)} link add ${dev} address ${formatMac(macOf(dev))} type veth ` +
      `peer name ${peer} address ${formatMac(macOf(peer))} netns ${homeOf(peer)}`,
  ),
  'ip -n one addr add 10.0.0.1/24 dev a0',
  'ip -n two addr add 10.0.0.2/24 dev b0',
  'ip -n one link set a0 up',
  'ip -n two link set b0 up',
  ...PLACES.map((place) => `ip -n ${place} link set lo up`),
  'sleep 0.2',
]

function printNeighbours(place: Place): string {
  return `ip -n ${place} neigh show nud all | sed 's/^/${place} /'`
}

function toCommand(step: Step): string {
  switch (step[0]) {
    case 'up':
    case 'down':
      return [
        ...step.slice(1).map((dev) => `ip -n ${homeOf(dev)} link set ${dev} ${step[0]}`),
        `sleep ${PAUSE}`,
      ].join('\n')
    case 'address':
      return step
        .slice(2)
        .map((address) => `ip -n ${homeOf(step[1])} addr add ${address} dev ${step[1]}`)
        .join('\n')
    case 'mtu':
      return `ip -n ${homeOf(step[1])} link set ${step[1]} mtu ${step[2]}`
    case 'sysctl':
      return `ip netns exec ${step[1]} sysctl -qw net.ipv4.${step[2]}=${step[3]}`
    case 'route':
      return `ip -n ${step[1]} route add ${step[2]} via ${step[3]}`
    case 'neighbour':
      return `ip -n ${homeOf(step[1])} neigh replace ${step[2]} lladdr ${formatMac(macOf(step[3]))} dev ${step[1]}`
    case 'ping':
      return pingCommand(step[1], step[2], step[3] ?? {})
    case 'inject':
      return `ip netns exec ${homeOf(step[1])} mausezahn -q ${step[1]} ${toHex(step[2]).replace(/..(?!$)/g, '$&:')} >/dev/null\nsleep ${PAUSE}`
    case 'wait':
      return `sleep ${step[1]}`
  }
}

function pingCommand(netns: Place, dst: string, { size, ttl, broadcast, pathMtu, dev }: PingOptions): string {
  const words = [
    size === undefined ? '' : `-s ${size}`,
    ttl === undefined ? '' : `-t ${ttl}`,
    broadcast ? '-b' : '',
    pathMtu === undefined ? '' : `-M ${pathMtu}`,
    dev === undefined ? '' : `-I ${dev}`,
  ]
  // In the background: whether an answer comes makes no difference to when the next step follows.
  return `ip netns exec ${netns} ping -n -q -c 1 -W 1 ${words.join(' ')} ${dst} >/dev/null &\nsleep ${PAUSE}`
}
