import { quote } from './names.ts'
import { readCables } from './read-cables.ts'
import { checkHairpin, type MachineDraft, readMachines, readModules } from './read-machines.ts'
import { nicsOf, type Topology } from './topology.ts'
import { readYaml, type TopologyError, type Value } from './yaml-reader.ts'

export type ParsedTopology =
  | { readonly ok: true; readonly topology: Topology }
  | { readonly ok: false; readonly errors: readonly TopologyError[] }

/** Reads a topology file in containerlab's format; docs/topology.md says what of it has a meaning here. */
export function parseTopology(text: string): ParsedTopology {
  const { root, errors } = readYaml(text)
  const topology = errors.length === 0 ? readTopology(root) : undefined
  if (topology && errors.length === 0) return { ok: true, topology }
  return { ok: false, errors: errors.toSorted((a, b) => a.line - b.line) }
}

/** One line for each error, as compilers print them. */
export function formatTopologyErrors(file: string, errors: readonly TopologyError[]): string {
  return errors.map((error) => `${file}:${error.line}: ${error.message}\n`).join('')
}

function readTopology(root: Value): Topology | undefined {
  if (root.absent) return root.error('the file is empty')
  const top = fields(root, 'the file', ['name', 'topology', 'prefix', 'mgmt', 'settings', 'debug'])
  const body = top.get('topology')
  if (!body || body.absent) return root.error('the file has no "topology"')
  const parts = fields(body, '"topology"', ['nodes', 'links', 'kinds', 'defaults', 'groups'])
  const drafts = readMachines(parts)
  const machines = drafts.map((draft) => draft.machine)
  const cables = readCables(parts.get('links'), machines)
  const name = top.get('name')?.text('name') ?? root.error('the file has no "name"')
  const scriptMachine =
    findScriptMachine(drafts) ?? body.error('no node of kind linux: the script needs one to run in')
  if (name === undefined || scriptMachine === undefined) return undefined
  const topology: Topology = { name, machines, cables, scriptMachine, modules: readModules(drafts) }
  checkHairpin(drafts, (bridge) => portsOf(topology, bridge))
  return topology
}

function fields(value: Value, what: string, known: readonly string[]): ReadonlyMap<string, Value> {
  const found = new Map<string, Value>()
  for (const entry of value.entries(what)) {
    if (!known.includes(entry.key)) entry.value.error(`${what}: unknown field ${quote(entry.key)}`)
    found.set(entry.key, entry.value)
  }
  return found
}

/** The node named `host`, or else the first linux node. */
function findScriptMachine(drafts: readonly MachineDraft[]): string | undefined {
  const linux = drafts.map((draft) => draft.machine).filter((machine) => machine.kind === 'linux')
  return (linux.find((machine) => machine.name === 'host') ?? linux[0])?.name
}

function portsOf(topology: Topology, bridge: string): readonly string[] {
  const machine = topology.machines.find((one) => one.name === bridge)
  return machine ? nicsOf(topology, machine).map((nic) => nic.dev) : []
}
