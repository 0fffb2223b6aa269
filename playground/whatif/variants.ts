import { MACVLAN_MODES, type MacvlanMode } from '../../src/device/macvlan-device.ts'
import type { Topology } from '../../src/topology/topology.ts'
import type { Entry } from '../lab/script.ts'

/** One world and one script of all those that are compared. */
export interface Trial {
  readonly topology: Topology
  readonly entries: readonly Entry[]
}

export interface Variant {
  readonly mode: MacvlanMode
  /** undefined: there is no switch that could reflect. */
  readonly hairpin?: boolean
}

/** Every mode, behind a switch that does not reflect and behind one that does. */
export function variantsFor({ machines }: Topology): Variant[] {
  const hairpins = machines.some(({ kind }) => kind === 'bridge') ? [false, true] : [undefined]
  return MACVLAN_MODES.flatMap((mode) =>
    hairpins.map((hairpin) => ({ mode, ...(hairpin === undefined ? {} : { hairpin }) })),
  )
}

/** The same script as a student would change it by hand. `hosts`: the machines whose switch port is meant. */
export function trialOf(trial: Trial, variant: Variant, hosts: ReadonlySet<string>): Trial {
  const rewrite = (text: string) => withHairpin(withMode(text, variant.mode), variant.hairpin)
  return {
    topology: reflecting(trial.topology, variant.hairpin, hosts),
    entries: trial.entries.map((entry) => ({ ...entry, text: rewrite(entry.text) })),
  }
}

/** The words of one command after `type macvlan`, up to its mode. */
const MODE = /(\btype\s+macvlan\b(?:[ \t]+(?!mode\b)[^\s;|&#)]+)*?[ \t]+mode[ \t]+)([^\s;|&)]+)/g
const NO_MODE = /(\blink\s+add\b[^\n;|&]*?\btype\s+macvlan\b)(?![^\n;|&]*\bmode\b)/g

/** `mode X` wherever a macvlan is made or changed, and where none is given, since vepa is only the default. */
export function withMode(text: string, mode: MacvlanMode): string {
  return text.replace(MODE, `$1${mode}`).replace(NO_MODE, `$1 mode ${mode}`)
}

function withHairpin(text: string, hairpin: boolean | undefined): string {
  if (hairpin === undefined) return text
  return text.replace(/(\bbridge\b[^\n;|&]*\bhairpin[ \t]+)([^\s;|&)]+)/g, `$1${hairpin ? 'on' : 'off'}`)
}

function reflecting(topology: Topology, hairpin: boolean | undefined, hosts: ReadonlySet<string>): Topology {
  if (hairpin === undefined) return topology
  const ports = (name: string) =>
    topology.cables.flatMap(({ ends: [a, b] }) => [
      ...(a.machine === name && hosts.has(b.machine) ? [a.dev] : []),
      ...(b.machine === name && hosts.has(a.machine) ? [b.dev] : []),
    ])
  return {
    ...topology,
    machines: topology.machines.map((machine) =>
      machine.kind === 'bridge' ? { ...machine, hairpin: hairpin ? ports(machine.name) : [] } : machine,
    ),
  }
}
