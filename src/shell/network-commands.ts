import type { World } from '../world/world.ts'
import { bridgeProgram } from './bridge/bridge.ts'
import { ipProgram } from './ip/ip.ts'
import { onProgram } from './on.ts'
import { ethtoolProgram } from './proc/ethtool.ts'
import { lsmodProgram } from './proc/lsmod.ts'
import { modprobeProgram } from './proc/modprobe.ts'
import { rmmodProgram } from './proc/rmmod.ts'
import { sysctlProgram } from './proc/sysctl.ts'
import type { Program } from './process.ts'
import { arpingProgram } from './tools/arping/arping.ts'
import { mausezahnProgram } from './tools/mausezahn/mausezahn.ts'
import { pingProgram } from './tools/ping/ping.ts'
import { tcpdumpProgram } from './tools/tcpdump/tcpdump.ts'
import { vmProgram } from './vm.ts'

/** The commands that speak to the world, by name. */
export function networkCommands(world: World): ReadonlyMap<string, Program> {
  return new Map<string, Program>([
    ['bridge', bridgeProgram(world)],
    ['ethtool', ethtoolProgram(world)],
    ['ip', ipProgram(world)],
    ['lsmod', lsmodProgram(world)],
    ['modprobe', modprobeProgram(world)],
    ['on', onProgram(world)],
    ['arping', arpingProgram(world)],
    ['mausezahn', mausezahnProgram(world)],
    ['mz', mausezahnProgram(world)],
    ['ping', pingProgram(world)],
    ['rmmod', rmmodProgram(world)],
    ['sysctl', sysctlProgram(world)],
    ['tcpdump', tcpdumpProgram(world)],
    ['vm', vmProgram(world)],
  ])
}
