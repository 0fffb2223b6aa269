import { formatMac, type Mac } from '../frame/mac.ts'
import type { Changes, CreateStep, SendStep, Step } from '../fuzz/step.ts'
import type { Wish } from '../fuzz/wish.ts'
import { EXPERIMENTAL } from '../properties/setting.ts'
import { defaultTopology } from '../topology/topology.ts'
import type { MacvlanOptions } from '../world/link-requests.ts'
import { ANSWERING, BEING, type Claim, type Place } from './claim.ts'
import { judge, type Trial } from './judge.ts'
import { STAND } from './roles.ts'

/**
 * A world as a script for the default topology: real commands, each device called by the part it plays, and at the
 * end what shows the claim right or wrong.
 */
export function claimLab(claim: Claim, world: readonly Wish[], remark: readonly string[]): string {
  const { steps, event }: Trial = judge(claim, world)
  const said = [...remark.map((line) => `# ${line}`), '', ...steps.map(command), '']
  return `${[...said, ...ending(claim, event)].join('\n')}\n`
}

/** Where each device of the bench is in the default topology, and under which name. */
const NAMES: Readonly<Record<string, readonly [machine: string, dev: string]>> = {
  m0: ['', 'child'],
  m1: ['', 'sibling'],
  m2: ['', 'other1'],
  m3: ['', 'other2'],
  eth0: ['', 'eth0'],
  out: ['on gw ', 'eth0'],
  p0: ['on sw ', 'p1'],
}
const PLACE: Readonly<Record<Place, readonly [machine: string, dev: string]>> = {
  child: NAMES['m0']!,
  sibling: NAMES['m1']!,
  parent: NAMES['eth0']!,
  outside: NAMES['out']!,
  switch: NAMES['p0']!,
}

const nameOf = (dev: string): readonly [string, string] => NAMES[dev]!

function command(step: Step): string {
  const [machine, dev] = nameOf(step.dev)
  switch (step.do) {
    case 'create':
      return createCommand(step)
    case 'change':
      return `${machine}ip link set ${dev}${changeWords(step.changes)}`
    case 'macvlan':
      return `ip link set ${dev} type macvlan${optionWords(step.options)}`
    case 'port':
      return `${machine}bridge link set dev ${dev} hairpin ${onOff(step.changes.hairpin)}`
    case 'group':
      return `${machine}ip maddr ${step.how} ${macWord(step.mac)} dev ${dev}`
    case 'send':
      return `${sendCommand(step)}\nsleep 0.1`
    default:
      throw new Error(`no world of a claim has a step "${step.do}"`)
  }
}

function createCommand({ dev, lower, mode, mac, up, options }: CreateStep): string {
  const link = `ip link add ${nameOf(dev)[1]} link ${nameOf(lower)[1]} address ${macWord(mac)}`
  return `${link}${up ? ' up' : ''} type macvlan mode ${mode}${optionWords(options)}`
}

function sendCommand({ dev, dst, src }: SendStep): string {
  const [machine, name] = nameOf(dev)
  const type = EXPERIMENTAL.toString(16).replace(/..(?!$)/, '$&:')
  return `${machine}mausezahn ${name} -q -c 1 -p 60 -a ${macWord(src)} -b ${macWord(dst)} ${type}`
}

/** The bench's own stations have other addresses in the default topology. */
const ADDRESSES: ReadonlyMap<Mac, Mac> = new Map(
  STAND.cables.map(({ near }, at) => [near.mac, defaultTopology.cables[at]!.ends[0].mac]),
)

function macWord(mac: Mac): string {
  return formatMac(ADDRESSES.get(mac) ?? mac)
}

function changeWords({ up, promisc, allmulticast, address }: Changes): string {
  const words = [
    address === undefined ? '' : ` address ${macWord(address)}`,
    promisc === undefined ? '' : ` promisc ${onOff(promisc)}`,
    allmulticast === undefined ? '' : ` allmulticast ${onOff(allmulticast)}`,
    up === undefined ? '' : up ? ' up' : ' down',
  ]
  return words.join('')
}

function optionWords({ mode, flags, sources }: MacvlanOptions): string {
  const listed = sources?.how === 'set' ? ` macaddr set ${sources.addresses.map(macWord).join(' ')}` : ''
  return `${mode === undefined || flags || sources ? '' : ` mode ${mode}`}${flags?.nodst ? ' nodst' : ''}${listed}`
}

function onOff(on: boolean | undefined): string {
  return on ? 'on' : 'off'
}

function ending({ verb, who }: Claim, event: Step | undefined): readonly string[] {
  if (ANSWERING.some((one) => one === verb))
    return [command(event!), 'echo "The kernel answers with status $?."']
  const [machine, dev] = PLACE[who!]
  if (BEING.some((one) => one === verb)) return [`ip -d link show ${dev}`]
  return [
    `${machine}tcpdump -p -t -e -n -q --immediate-mode -Q in -i ${dev} > seen 2> said &`,
    'until grep -qs listening said; do sleep 0.1; done',
    event?.do === 'send' ? sendCommand(event) : command(event!),
    'sleep 0.5',
    'kill $!',
    'wait',
    `echo "What comes in at the ${who}:"`,
    'cat seen',
    ...(who === 'parent' ? PARENT_HEARS : []),
  ]
}

/** tcpdump stands before the macvlans: only what they leave to the parent comes to its own stack. */
const PARENT_HEARS = [
  "# A frame that the macvlans have left to the parent's own stack is counted as dropped: no program wants it.",
  'echo "For its own stack: $(ip -s -j link show eth0 | jq \'.[].stats64.rx.dropped\')"',
]
