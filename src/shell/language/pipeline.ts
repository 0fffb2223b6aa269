import type { Pipeline } from 'unbash'
import type { Child, Input, Output, Wait } from '../process.ts'
import { createPipe } from '../system/streams.ts'
import { printCommand } from './print-command.ts'
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
  if (shell.shopts.has('lastpipe')) return yield* runLastHere(shell, node)
  const processes = startPipeline(shell, node, () => {})
  yield { ready: () => processes.every((child) => child.status() !== undefined) }
  shell.pipeStatus = processes.map((child) => child.status()!)
  shell.status = statusOf(shell, shell.pipeStatus)
  const texts = node.commands.map((command) => printCommand(shell.source, command))
  reportEnd(shell, processes, texts)
  reportJobs(shell)
}

/** shopt -s lastpipe: the last command runs in this shell. */
function* runLastHere(shell: Shell, node: Pipeline): Generator<Wait, void, void> {
  const pipe = createPipe()
  const others = { ...node, commands: node.commands.slice(0, -1) }
  const processes = startPipeline(shell, others, () => {}, pipe.output)
  const old = shell.descriptors.get(0)
  old?.hold?.()
  shell.descriptors.set(0, pipe.input)
  try {
    yield* runNode(shell, node.commands.at(-1)!)
  } finally {
    if (old) shell.descriptors.set(0, old)
    else shell.descriptors.close(0)
    old?.release?.()
  }
  yield { ready: () => processes.every((child) => child.status() !== undefined) }
  shell.pipeStatus = [...processes.map((child) => child.status()!), shell.status]
  shell.status = statusOf(shell, shell.pipeStatus)
}

/** With pipefail the last failure counts, else the last command. */
export function statusOf(shell: Shell, statuses: readonly number[]): number {
  if (!shell.has('pipefail')) return statuses.at(-1)!
  return statuses.findLast((status) => status !== 0) ?? 0
}

/** `jobs | …` lists the jobs of the shell; a group or a function in a pipeline has none. */
function isJobsBuiltin({ functions }: Shell, command: Pipeline['commands'][number]): boolean {
  return command.type === 'Command' && command.name?.text === 'jobs' && !functions.has('jobs')
}

/** Starts every command of a pipeline in a shell of its own. */
export function startPipeline(
  shell: Shell,
  node: Pipeline,
  prepare: (child: Shell, first: boolean) => void,
  last?: Output,
): Child[] {
  // Nobody runs before all are made, so no pipe is ever without a reader by accident.
  let input: Input | undefined
  return node.commands.map((command, i) => {
    const child = shell.fork()
    child.loopDepth = 0
    if (isJobsBuiltin(shell, command)) child.jobs.inherit(shell.jobs)
    prepare(child, i === 0)
    if (input) child.descriptors.set(0, input)
    child.inputGiven = input !== undefined && (command.type === 'Subshell' || command.type === 'BraceGroup')
    if (i < node.commands.length - 1) {
      const pipe = createPipe()
      input = pipe.input
      child.descriptors.set(1, pipe.output)
      if (node.operators[i] === '|&') child.descriptors.set(2, pipe.output)
    } else if (last) child.descriptors.set(1, last)
    child.tail = command.type === 'Command'
    return startShell(child, shell.pid, (inner) => runNode(inner, command))
  })
}
