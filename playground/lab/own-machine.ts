import { formatMac } from '../../src/frame/mac.ts'
import type { CableEnd, Machine, Topology } from '../../src/topology/topology.ts'
import type { Entry } from './script.ts'

/** What was typed, as a script for `macvlan-lab verify`: it runs on the script's machine, and the rest says where. */
export function scriptOf(
  entries: readonly Entry[],
  { scriptMachine: home, ipv6 = false }: Pick<Topology, 'scriptMachine' | 'ipv6'>,
  topologyFile: string,
): string {
  const lines = entries.map(({ place, text }) => (place === home ? text : elsewhere(place, home, text)))
  return `# topology: ${topologyFile}\n${ipv6 ? '# ipv6: on\n' : ''}\n${lines.join('\n')}\n`
}

function elsewhere(place: string, home: string, text: string): string {
  const [machine = '', netns = ''] = place.split('/')
  const there = machine === home ? '' : `on ${machine} `
  const inside = netns === '' ? '' : `ip netns exec ${netns} `
  return `${there}${inside}bash -c ${quoted(text)}`
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`
}

/** The world as a topology file, in containerlab's format. JSON strings are YAML strings. */
export function topologyFileOf({ name, machines, cables, modules, scriptMachine }: Topology): string {
  const labels = (machine: Machine) => labelsOf(machine, machine.name === scriptMachine ? modules : 'module')
  return `name: ${JSON.stringify(name)}
topology:
  nodes:
${machines.map((machine) => node(machine, labels(machine))).join('')}  links:
${cables
  .map(
    ({ ends, mtu }) =>
      `    - type: veth\n      endpoints:\n${ends.map(endpoint).join('')}      mtu: ${mtu}\n`,
  )
  .join('')}`
}

function labelsOf(machine: Machine, modules: Topology['modules']): string {
  const isReflecting = machine.kind === 'bridge' && machine.hairpin.length > 0
  const labels = [
    ...(isReflecting ? [`macvlan-lab.hairpin: ${JSON.stringify(machine.hairpin.join(','))}`] : []),
    ...(machine.kind === 'linux' && machine.filtering ? ['macvlan-lab.nic: filtering'] : []),
    ...(modules === 'module' ? [] : [`macvlan-lab.modules: ${modules}`]),
  ]
  return labels.length === 0 ? '' : `      labels:\n${labels.map((one) => `        ${one}\n`).join('')}`
}

function node(machine: Machine, labels: string): string {
  const head = `    ${JSON.stringify(machine.name)}:\n      kind: ${machine.kind}\n${labels}`
  if (machine.kind === 'bridge') return head
  const exec = machine.exec.map(({ words }) => `        - ${JSON.stringify(words.join(' '))}\n`).join('')
  const image = '      image: ghcr.io/srl-labs/network-multitool\n      network-mode: none\n'
  return `${head}${image}${exec === '' ? '' : `      exec:\n${exec}`}`
}

function endpoint({ machine, dev, mac, ipv4 }: CableEnd): string {
  const address = ipv4 === undefined ? '' : `, ipv4: ${JSON.stringify(ipv4)}`
  return `        - { node: ${JSON.stringify(machine)}, interface: ${JSON.stringify(dev)}, mac: ${JSON.stringify(formatMac(mac))}${address} }\n`
}
