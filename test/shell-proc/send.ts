import { fromHex, parseFrame } from '../../src/frame/frame.ts'
import { netnsAt } from '../../src/shell/proc/places.ts'
import type { Program } from '../../src/shell/process.ts'
import { settle } from '../../src/world/settle.ts'
import { newCopy } from '../../src/world/tracing.ts'
import { transmit } from '../../src/world/transmit.ts'
import type { World } from '../../src/world/world.ts'

/** `mausezahn DEV -q HEX`, no more of it: sends one frame. */
export function sendProgram(world: World): Program {
  return function* send(process) {
    const [, dev, , hex] = process.argv
    const device = netnsAt(world, process.place).byName.get(dev!)!
    transmit(world, device, parseFrame(fromHex(hex!.replaceAll(':', ''))!), newCopy(world))
    settle(world)
    return 0
  }
}
