/**
 * The agent: process 1 of a throw-away world (user, PID, mount, network, UTS and IPC namespaces). It makes the
 * machines of a topology, runs a script in one of them, and reports everything that was printed and every frame
 * that was seen. When whoever started it is gone, its control pipe ends, it exits, and the kernel clears all away.
 */
import { readSync, writeSync } from 'node:fs'
import { type AgentMessage, type AgentRequest, CONTROL_FD, REPORT_FD } from '../protocol.ts'

function readRequest(): AgentRequest {
  const chunks: Buffer[] = []
  for (;;) {
    const chunk = Buffer.alloc(65536)
    const length = readSync(CONTROL_FD, chunk)
    if (length === 0) process.exit(1)
    chunks.push(chunk.subarray(0, length))
    if (chunk[length - 1] === 0x0a) return JSON.parse(Buffer.concat(chunks).toString('utf8'))
  }
}

function send(message: AgentMessage): void {
  const bytes = Buffer.from(`${JSON.stringify(message)}\n`)
  for (let at = 0; at < bytes.length; ) at += writeSync(REPORT_FD, bytes, at)
}

try {
  const { runLab } = await import('./lab.ts')
  runLab(readRequest(), send)
} catch (error) {
  send({ kind: 'failed', message: (error as Error).message })
}
process.exit(0)
