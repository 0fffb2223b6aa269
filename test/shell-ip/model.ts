import { hasIpvlans, hasVlans } from '../../src/harness/kernel-facts.ts'
import { ipProgram } from '../../src/shell/ip/ip.ts'
import {
  type ExecChanges,
  FileFailure,
  type Place,
  type Process,
  type Program,
  type System,
} from '../../src/shell/process.ts'
import { decode, encode } from '../../src/shell/system/bytes.ts'
import { START_COST } from '../../src/shell/system/scheduler.ts'
import { callbackOutput, nullStream, textInput } from '../../src/shell/system/streams.ts'
import { advance } from '../../src/world/advance.ts'
import { writeSysctl6 } from '../../src/world/inet6.ts'
import { addMachine, newWorld } from '../../src/world/new-world.ts'
import type { World } from '../../src/world/world.ts'
import type { Outcome, Step } from './compare.ts'
import { UNTRIED } from './kernel.ts'

/** A world with one empty machine, in which commands are run one after the other. */
export interface Bench {
  readonly world: World
  run(step: Step): Outcome
}

export function newBench(ipv6 = false): Bench {
  const world = newWorld({ seed: 7, vlans: hasVlans(), ipvlans: hasIpvlans(), ipv6 })
  const { root } = addMachine(world, 'host')
  if (ipv6) writeSysctl6(world, root, UNTRIED, '0')
  return {
    world,
    run(step) {
      // As on the kernel: between two commands there is more than a tick of its clock (4 ms).
      advance(world, world.now + 5 * START_COST)
      return step.argv[0] === 'sleep' ? sleep(world, step) : runIn(world, step)
    },
  }
}

function sleep(world: World, { argv }: Step): Outcome {
  advance(world, world.now + Number(argv[1]) * 1e9)
  return { stdout: '', stderr: '', status: 0 }
}

const FILE_FREE = { open: () => fileMissing(), program: () => undefined }

function fileMissing(): never {
  throw new FileFailure('ENOENT', '')
}

function runIn(world: World, step: Step): Outcome {
  let stdout = ''
  let stderr = ''
  const programs: Record<string, Program> = {
    ip: ipProgram(world),
    true: function* () {
      return 0
    },
    false: function* () {
      return 1
    },
  }
  const system = {
    now: () => world.now,
    files: FILE_FREE,
    lookup: (name: string) => programs[name],
    *exec(process: Process, program: Program, { argv, place }: ExecChanges) {
      return yield* program({ ...process, argv: argv ?? process.argv, place: place ?? process.place })
    },
    kill: () => false,
  } as unknown as System
  const out = callbackOutput((bytes) => {
    stdout += bytes
  })
  const err = callbackOutput((bytes) => {
    stderr += bytes
  })
  const newProcess = (argv: readonly string[], place: Place): Process => ({
    pid: 100,
    parent: 99,
    argv,
    env: new Map(),
    cwd: '/',
    stdin: step.stdin === undefined ? nullStream : textInput(encode(step.stdin)),
    stdout: out,
    stderr: err,
    descriptors: new Map(),
    ignored: new Set(),
    place,
    system,
  })
  const status = finish(programs['ip']!, newProcess(step.argv, { machine: 'host', netns: '' }))
  return { stdout: decode(stdout), stderr: decode(stderr), status }
}

function finish(program: Program, process: Process): number {
  const running = program(process)
  for (let turn = running.next(); ; turn = running.next()) if (turn.done) return turn.value & 255
}
