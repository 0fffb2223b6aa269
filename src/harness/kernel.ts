import { scriptName } from '../topology/environment.ts'
import { asksForIpv6 } from '../topology/script-head.ts'
import type { Topology } from '../topology/topology.ts'
import { AgentProcess } from './agent-process.ts'
import { type KernelFacts, kernelFacts, whatIsMissing } from './kernel-facts.ts'
import type { Observation, ObservedFrame } from './observation.ts'
import { type AgentRequest, DEFAULT_LIMITS, type Limits } from './protocol.ts'

export interface KernelRunOptions {
  readonly topology: Topology
  /** `name` as given on the command line, `-` for standard input. Text in bytes, one character each. */
  readonly script: { readonly name: string; readonly text: string }
  /** Bytes for the script's standard input; absent: there is none (/dev/null). */
  readonly stdin?: string
  /** Absent: as the script's head says. */
  readonly ipv6?: boolean | undefined
  readonly limits?: Partial<Limits>
  /** Called with output as it comes. */
  readonly onOutput?: (stream: 'stdout' | 'stderr', bytes: string) => void
  /** An agent that `prepareKernelRun` started. */
  readonly agent?: AgentProcess
}

export type KernelRun =
  | { readonly outcome: 'ended'; readonly observation: Observation; readonly kernel: KernelFacts }
  /** A limit was reached: the script did not end by itself. */
  | { readonly outcome: 'stopped'; readonly limit: keyof Limits; readonly message: string }
  /** This machine cannot do it, or a lab could not be built. */
  | { readonly outcome: 'refused'; readonly message: string }

/** Starts an agent ahead of time; undefined where there cannot be one. It waits for one run, and costs no other. */
export function prepareKernelRun(): AgentProcess | undefined {
  return whatIsMissing() === undefined ? new AgentProcess() : undefined
}

/** Runs a script, unmodified, on this machine's kernel, in namespaces that are thrown away. */
export async function runOnKernel(options: KernelRunOptions): Promise<KernelRun> {
  const missing = whatIsMissing()
  if (missing !== undefined) return { outcome: 'refused', message: missing }
  const agent = options.agent ?? new AgentProcess()
  const kernel = kernelFacts()
  const output = { stdout: '', stderr: '' }
  const trace: ObservedFrame[] = []
  for await (const message of agent.run(toRequest(options))) {
    switch (message.kind) {
      case 'output': {
        const bytes = Buffer.from(message.base64, 'base64').toString('latin1')
        output[message.stream] += bytes
        options.onOutput?.(message.stream, bytes)
        break
      }
      case 'frames':
        trace.push(...message.frames)
        break
      case 'ended':
        return { outcome: 'ended', observation: { ...output, status: message.status, trace }, kernel }
      case 'stopped':
        return { outcome: 'stopped', limit: message.limit, message: message.message }
      case 'failed':
        return { outcome: 'refused', message: message.message }
    }
  }
  throw new Error('the agent said nothing of how the lab ended')
}

function toRequest({ topology, script, stdin, limits, ipv6 }: KernelRunOptions): AgentRequest {
  return {
    topology,
    ipv6: ipv6 ?? asksForIpv6(script.text),
    script: { name: scriptName(script.name), text: script.text },
    ...(stdin === undefined ? {} : { stdin }),
    limits: { ...DEFAULT_LIMITS, ...limits },
  }
}
