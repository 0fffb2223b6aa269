import { dirname, join } from 'node:path'
import { formatTopologyErrors, parseTopology } from '../topology/parse-topology.ts'
import { asksForIpv6, saidInHead } from '../topology/script-head.ts'
import { defaultTopology, type Topology } from '../topology/topology.ts'
import { CannotRun } from './cannot-run.ts'
import { readText } from './files.ts'

export interface Lab {
  readonly script: { readonly name: string; readonly text: string }
  readonly topology: Topology
  /** Kernel modules without which it shows nothing. */
  readonly needs: readonly string[]
  /** IPv6 is on. */
  readonly ipv6: boolean
}

const STDIN = 0

/** Reads a script and the topology it stands in. Throws CannotRun. */
export function readLab(script: string, topologyFile: string | undefined, ipv6 = false): Lab {
  const text = readText(script === '-' ? STDIN : script, script)
  const file = topologyFile ?? topologyNamedIn(text, script)
  return {
    script: { name: script, text },
    topology: file === undefined ? defaultTopology : readTopology(file),
    needs: saidInHead(text, 'needs')?.split(/[\s,]+/) ?? [],
    ipv6: ipv6 || asksForIpv6(text),
  }
}

/** `# topology: FILE`, beside the script. */
function topologyNamedIn(text: string, script: string): string | undefined {
  const file = saidInHead(text, 'topology')
  return file === undefined || script === '-' ? file : join(dirname(script), file)
}

function readTopology(file: string): Topology {
  const parsed = parseTopology(Buffer.from(readText(file, file), 'latin1').toString('utf8'))
  if (!parsed.ok) throw new CannotRun(formatTopologyErrors(file, parsed.errors).trimEnd())
  return parsed.topology
}
