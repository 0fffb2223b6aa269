import { clockOf } from '../../src/shell/lab.ts'
import { runScript } from '../../src/shell/language/run-script.ts'
import { networkCommands } from '../../src/shell/network-commands.ts'
import { kernelTrees } from '../../src/shell/proc/kernel-trees.ts'
import { addMachine, newWorld } from '../../src/world/new-world.ts'
import type { World } from '../../src/world/world.ts'

export interface Outcome {
  readonly stdout: string
  readonly stderr: string
  readonly status: number
}

/**
 * Two hosts with a cable between them, as bash sets it up on the real kernel and in the model: this namespace with
 * eth0 at 192.168.56.122, and `b` with its eth0 at 192.168.56.123.
 */
export const SETUP = `
ip netns add b
ip link set lo up
ip link add eth0 address 02:00:00:00:00:0a type veth peer name eth0 netns b address 02:00:00:00:00:0b
ip link add spare0 type veth peer name spare1
ip link set eth0 up
ip link set spare0 up
ip -n b link set eth0 up
ip addr add 192.168.56.122/24 dev eth0
ip -n b addr add 192.168.56.123/24 dev eth0
`

export function newBench(): World {
  const world = newWorld({ seed: 7 })
  addMachine(world, 'host')
  return world
}

/** Runs a script in the model. */
export async function model(
  world: World,
  source: string,
  files: Readonly<Record<string, string>> = {},
): Promise<Outcome> {
  let stdout = ''
  let stderr = ''
  const { status } = await runScript({
    ...{ clock: clockOf(world), commands: networkCommands(world), trees: kernelTrees(world), files },
    ...{ source, name: 'lab', cwd: '/root', place: { machine: 'host', netns: '' } },
    onStdout: (bytes) => {
      stdout += bytes
    },
    onStderr: (bytes) => {
      stderr += bytes
    },
  })
  return { stdout, stderr, status }
}
