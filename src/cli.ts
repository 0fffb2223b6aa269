#!/usr/bin/env node
import { readFileSync } from 'node:fs'
import { type Arguments, readArguments, USAGE, UsageError } from './cli/arguments.ts'
import { CannotRun } from './cli/cannot-run.ts'
import { readLab } from './cli/labs.ts'
import { BootFailure } from './shell/lab.ts'

const COULD_NOT_RUN = 2

async function main(): Promise<number> {
  const [command, ...rest] = process.argv.slice(2)
  if (command === 'fuzz') return (await import('./cli/fuzz.ts')).fuzz(rest)
  if (command === 'claim') return (await import('./cli/claim.ts')).claim(rest)
  const given = readArguments(process.argv.slice(2))
  if (given === 'help') return print(USAGE)
  if (given === 'version') return print(`macvlan-lab ${version()}\n`)
  return run(given)
}

/** Each command is loaded when it is asked for: what a run does not need costs it nothing. */
async function run(given: Arguments): Promise<number> {
  const { command, scripts, topology, trace, kernel, kernelVersion, ipv6 } = given
  if (command === 'verify') return (await import('./cli/verify.ts')).verify(scripts, topology, ipv6)
  const lab = readLab(scripts[0]!, topology, ipv6)
  if (command === 'explain') return (await import('./cli/explain.ts')).explain(lab, kernelVersion)
  const { runInSimulator, runOnThisKernel } = await import('./cli/run.ts')
  return kernel ? runOnThisKernel(lab, trace) : runInSimulator(lab, trace, kernelVersion)
}

function version(): string {
  return JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')).version
}

function print(text: string): number {
  process.stdout.write(text)
  return 0
}

/** 128 + SIGPIPE. Who reads no further (`| head`) wants no more. */
const BROKEN_PIPE = 141
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error
  process.exit(BROKEN_PIPE)
})

function complain(error: unknown): number {
  if (error instanceof UsageError) process.stderr.write(`macvlan-lab: ${error.message}\n${USAGE}`)
  else if (error instanceof CannotRun || error instanceof BootFailure)
    process.stderr.write(`macvlan-lab: ${error.message}\n`)
  else throw error
  return COULD_NOT_RUN
}

process.exitCode = await main().catch(complain)
