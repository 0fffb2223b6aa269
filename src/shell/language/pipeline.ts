import type { Pipeline } from 'unbash'
import type { Child, Input, Wait } from '../process.ts'
import { createPipe } from '../system/streams.ts'
import { reportEnd, reportJobs } from './report.ts'
import { runNode } from './run.ts'
import type { Shell } from './shell.ts'
import { startShell } from './subshell.ts'

/** Runs a pipeline's commands side by side and waits for all of them. */
export function* runPipeline(shell: Shell, node: Pipeline): Generator<Wait, void, void> {
  if (node.commands.length === 1) {
    yield* runNode(shell, node.commands[0]!)
    shell.pipeStatus = [shell.status]
    return
  }
  shell.line = shell.source.lineAt(node.pos)
  const processes = startPipeline(shell, node, () => {})
  yield { ready: () => processes.every((child) => child.status() !== undefined) }
  shell.pipeStatus = processes.map((child) => child.status()!)
  shell.status = statusOf(shell, shell.pipeStatus)
  for (const [i, child] of processes.entries())
    if (i === processes.length - 1) reportEnd(shell, child, shell.source.text.slice(node.pos, node.end))
  reportJobs(shell)
}

/** With pipefail the last failure counts, else the last command. */
export function statusOf(shell: Shell, statuses: readonly number[]): number {
  if (!shell.has('pipefail')) return statuses.at(-1)!
  return statuses.findLast((status) => status !== 0) ?? 0
}

/** Starts every command of a pipeline in a shell of its own. */
export function startPipeline(
  shell: Shell,
  node: Pipeline,
  prepare: (child: Shell, first: boolean) => void,
): Child[] {
  // Nobody runs before all are made, so no pipe is ever without a reader by accident.
  let input: Input | undefined
  return node.commands.map((command, i) => {
    const child = shell.fork()
    child.loopDepth = 0
    prepare(child, i === 0)
    if (input) child.descriptors.set(0, input)
    if (i < node.commands.length - 1) {
      const pipe = createPipe()
      input = pipe.input
      child.descriptors.set(1, pipe.output)
      if (node.operators[i] === '|&') child.descriptors.set(2, pipe.output)
    }
    child.tail = command.type === 'Command'
    return startShell(child, shell.pid, (inner) => runNode(inner, command))
  })
}
