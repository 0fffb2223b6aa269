import { splitWords } from './boot-command.ts'
import { deviceNameFault, machineNameFault, quote } from './names.ts'
import type { BootCommand, Machine, ModuleSupport } from './topology.ts'
import type { Entry, Value } from './yaml-reader.ts'

export interface MachineDraft {
  readonly machine: Machine
  readonly line: number
  readonly labels: Labels
}

type Labels = ReadonlyMap<string, { readonly text: string; readonly value: Value }>

/** What a node says itself or takes from `kinds` and `defaults`. */
interface NodeFields {
  readonly kind: string | undefined
  readonly exec: readonly BootCommand[]
  readonly labels: Labels
}

/** Fields that containerlab gives a meaning of its own; a model of the network can leave them out. */
const CONTAINER_FIELDS = new Set(
  `aliases binds cap-add certificate cmd components config cpu cpu-set credentials devices dns enforce-startup-config
  entrypoint env env-files extras group healthcheck image image-pull-policy license memory mgmt-ipv4 mgmt-ipv6
  network-mode ports position restart-policy runtime sandbox security-opt shm-size stages startup-config startup-delay
  suppress-startup-config sysctls type ulimits user wait-for`.split(/\s+/),
)

const LABEL_PREFIX = 'macvlan-lab.'
const LABELS = { linux: ['nic', 'modules'], bridge: ['hairpin'] } as const

export function readMachines(topology: ReadonlyMap<string, Value>): readonly MachineDraft[] {
  const defaults = topology.get('defaults')
  const kinds = new Map(
    topology
      .get('kinds')
      ?.entries('kinds')
      .map((entry) => [entry.key, entry.value]),
  )
  const base = defaults && readFields(defaults, '"defaults"')
  return (topology.get('nodes')?.entries('nodes') ?? []).flatMap((entry) => {
    const own = readFields(entry.value, `node ${quote(entry.key)}`)
    const kind = own.kind ?? base?.kind
    const ofKind = kind === undefined ? undefined : kinds.get(kind)
    const layers = [base, ofKind && readFields(ofKind, `kind ${quote(kind ?? '')}`), own]
    return makeMachine(entry, kind, layers) ?? []
  })
}

function makeMachine(
  entry: Entry,
  kind: string | undefined,
  layers: readonly (NodeFields | undefined)[],
): MachineDraft | undefined {
  const name = entry.key
  const fault = machineNameFault(name) ?? (kind === 'bridge' ? deviceNameFault(name) : undefined)
  if (fault) return entry.value.error(fault)
  const labels: Labels = new Map(layers.flatMap((layer) => [...(layer?.labels ?? [])]))
  const exec = layers.flatMap((layer) => layer?.exec ?? [])
  switch (kind) {
    case 'linux':
      checkLabels(name, labels, LABELS.linux)
      return { machine: { kind, name, exec, filtering: readFiltering(labels) }, line: entry.line, labels }
    case 'bridge':
      if (exec.length > 0) entry.value.error(`node ${quote(name)}: a bridge runs no exec commands`)
      checkLabels(name, labels, LABELS.bridge)
      return { machine: { kind, name, hairpin: readHairpin(labels) }, line: entry.line, labels }
    case undefined:
      return entry.value.error(`node ${quote(name)} has no kind (linux or bridge)`)
    default:
      return entry.value.error(`node ${quote(name)}: unknown kind ${quote(kind)} (linux or bridge)`)
  }
}

function readFields(value: Value, what: string): NodeFields {
  let kind: string | undefined
  let exec: readonly BootCommand[] = []
  let labels: Labels = new Map()
  for (const field of value.entries(what)) {
    if (field.key === 'kind') kind = field.value.text(`${what}: kind`)
    else if (field.key === 'exec') exec = readExec(field.value, what)
    else if (field.key === 'labels') labels = readLabels(field.value, what)
    else if (!CONTAINER_FIELDS.has(field.key)) field.value.error(`${what}: unknown field ${quote(field.key)}`)
  }
  return { kind, exec, labels }
}

function readExec(value: Value, what: string): readonly BootCommand[] {
  return value.items(`${what}: exec`).flatMap((item) => {
    const text = item.text(`${what}: an exec command`)
    if (text === undefined) return []
    const words = splitWords(text)
    if (words?.length) return { words, line: item.line }
    return (
      item.error(
        `${what}: ${words ? 'an exec command is empty' : `unclosed quote in exec ${quote(text)}`}`,
      ) ?? []
    )
  })
}

function readLabels(value: Value, what: string): Labels {
  return new Map(
    value.entries(`${what}: labels`).flatMap((entry) => {
      const text = entry.value.text(`${what}: label ${quote(entry.key)}`)
      return text === undefined ? [] : [[entry.key, { text, value: entry.value }] as const]
    }),
  )
}

/** Labels of others are none of our business; one of ours that we do not know is a slip of the pen. */
function checkLabels(node: string, labels: Labels, known: readonly string[]): void {
  for (const [key, { value }] of labels) {
    if (!key.startsWith(LABEL_PREFIX) || known.includes(key.slice(LABEL_PREFIX.length))) continue
    const list = known.map((name) => LABEL_PREFIX + name).join(', ')
    value.error(`node ${quote(node)}: unknown label ${quote(key)} (known: ${list})`)
  }
}

function readFiltering(labels: Labels): boolean {
  const label = labels.get(`${LABEL_PREFIX}nic`)
  if (label && label.text !== 'filtering' && label.text !== 'plain') {
    label.value.error(`macvlan-lab.nic is ${quote(label.text)}; it must be filtering or plain`)
  }
  return label?.text === 'filtering'
}

function readHairpin(labels: Labels): readonly string[] {
  const label = labels.get(`${LABEL_PREFIX}hairpin`)
  return label ? label.text.split(/[\s,]+/).filter((port) => port !== '') : []
}

/** One kernel for all machines: the label may stand on any of them, but must say the same everywhere. */
export function readModules(drafts: readonly MachineDraft[]): ModuleSupport {
  let found: ModuleSupport | undefined
  for (const { labels } of drafts) {
    const label = labels.get(`${LABEL_PREFIX}modules`)
    if (!label) continue
    const { text, value } = label
    if (text !== 'module' && text !== 'builtin' && text !== 'none') {
      value.error(`macvlan-lab.modules is ${quote(text)}; it must be module, builtin or none`)
    } else if (found !== undefined && found !== text) {
      value.error(`macvlan-lab.modules is ${text} here and ${found} elsewhere: all machines share one kernel`)
    } else found = text
  }
  return found ?? 'module'
}

/** A hairpin label may only name ports that a cable ends in. */
export function checkHairpin(
  drafts: readonly MachineDraft[],
  ports: (bridge: string) => readonly string[],
): void {
  for (const { machine, labels } of drafts) {
    if (machine.kind !== 'bridge') continue
    for (const port of machine.hairpin) {
      if (ports(machine.name).includes(port)) continue
      labels
        .get(`${LABEL_PREFIX}hairpin`)
        ?.value.error(`macvlan-lab.hairpin: no cable ends in port ${quote(port)} of ${quote(machine.name)}`)
    }
  }
}
