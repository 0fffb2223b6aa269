import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { formatTopologyErrors, parseTopology } from '../topology/parse-topology.ts'
import { asksForIpv6, saidInHead } from '../topology/script-head.ts'
import { defaultTopology, type Topology } from '../topology/topology.ts'

/** A lab that cannot even begin: what to say. The exit status is 2. */
export class CannotRun extends Error {}

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

function readText(from: string | number, name: string): string {
  try {
    return readFileSync(from, 'latin1')
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    throw new CannotRun(`${name}: ${WORDS[code ?? ''] ?? (error as Error).message}`)
  }
}

const WORDS: Readonly<Record<string, string>> = {
  ENOENT: 'No such file or directory',
  EISDIR: 'Is a directory',
  EACCES: 'Permission denied',
}
