import { type ChildProcess, spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import type { Readable, Writable } from 'node:stream'
import { environment } from '../topology/environment.ts'
import { agentFile } from './agent-file.ts'
import { findTool } from './kernel-facts.ts'
import { type AgentMessage, type AgentRequest, CONTROL_FD } from './protocol.ts'

const CAP_SYS_ADMIN = 21n

/** Root that may make namespaces; anybody else needs a user namespace first, in which they are root. */
function mayMakeNamespaces(): boolean {
  const effective = /^CapEff:\s*([0-9a-f]+)/m.exec(readFileSync('/proc/self/status', 'latin1'))?.[1] ?? '0'
  return process.geteuid?.() === 0 && (BigInt(`0x${effective}`) >> CAP_SYS_ADMIN) % 2n === 1n
}

/**
 * Two safeguards see to it that nothing outlives us. The agent ends when its control pipe does; and should it be
 * too busy to notice, the kernel kills unshare(1) with us (--pdeathsig), and the agent with unshare (--kill-child).
 */
function agentCommand(): readonly string[] {
  const user = mayMakeNamespaces() ? [] : ['unshare', '--user', '--map-root-user', '--']
  const kinds = ['--mount', '--net', '--ipc', '--uts', '--pid', '--fork', '--kill-child', '--mount-proc']
  return [...user, 'setpriv', '--pdeathsig', 'KILL', '--', 'unshare', ...kinds, '--']
}

/** A started agent: it boots while we do other things, and then runs one lab. */
export class AgentProcess {
  private readonly child: ChildProcess
  private complaint = ''
  private readonly closed: Promise<unknown>

  constructor() {
    this.child = spawn(findTool('env')!, [...agentCommand(), process.execPath, agentFile()!], {
      stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
      env: { PATH: environment['PATH'] },
    })
    this.closed = new Promise((resolve) => this.child.once('close', resolve))
    this.control.on('error', () => {}) // it ended before it was asked; `messages` tells
    this.child.stderr!.setEncoding('utf8').on('data', (text: string) => {
      this.complaint += text
    })
    this.hold(false)
  }

  private get control(): Writable {
    return this.child.stdio[CONTROL_FD] as Writable
  }

  /** Runs a lab; gives what the agent says until it says how the lab ended. */
  async *run(request: AgentRequest): AsyncGenerator<AgentMessage, void, void> {
    this.hold(true)
    try {
      this.control.write(`${JSON.stringify(request)}\n`)
      for await (const line of lines(this.child.stdout!)) yield JSON.parse(line)
      await this.closed
      yield { kind: 'failed', message: explain(this.complaint.trim()) }
    } finally {
      this.end()
    }
  }

  /** Nobody needs it any more: its world goes away by itself, and we need not wait for that. */
  end(): void {
    this.control.destroy()
    this.hold(false)
  }

  /** Whether this process stays alive for the agent's sake. */
  private hold(on: boolean): void {
    for (const one of [this.child, ...this.child.stdio] as { ref?: () => void; unref?: () => void }[]) {
      if (on) one?.ref?.()
      else one?.unref?.()
    }
  }
}

async function* lines(stream: Readable): AsyncGenerator<string, void, void> {
  let chunks: string[] = []
  for await (const chunk of stream.setEncoding('utf8')) {
    const parts = String(chunk).split('\n')
    for (let i = 0; i + 1 < parts.length; i++) {
      yield chunks.join('') + parts[i]!
      chunks = []
    }
    chunks.push(parts[parts.length - 1]!)
  }
}

/** Why there is no agent, from what unshare(1) or Node said. */
function explain(complaint: string): string {
  if (/uid_map|unshare failed|cannot open \/proc\/self\/setgroups/.test(complaint)) {
    return `this system refuses to make namespaces (${complaint}): run as root, or allow user namespaces to ordinary users (sysctl user.max_user_namespaces, kernel.unprivileged_userns_clone, kernel.apparmor_restrict_unprivileged_userns)`
  }
  return `the lab's agent ended early${complaint === '' ? '' : `: ${complaint}`}`
}
