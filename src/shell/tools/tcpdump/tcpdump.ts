import type { World } from '../../../world/world.ts'
import type { Program } from '../../process.ts'
import { encode } from '../../system/bytes.ts'
import { ENDING } from './capture.ts'
import { parseOptions } from './options.ts'
import { playBack } from './playback.ts'
import { capture } from './start.ts'

/** tcpdump 4.99.3 with libpcap 1.10.3, as Debian 12 has it. */
export function tcpdumpProgram(world: World): Program {
  const program: Program = function* (process) {
    const options = parseOptions(process.argv)
    if ('status' in options) {
      process.stdout.write(options.stdout ?? '')
      process.stderr.write(encode(options.stderr ?? ''))
      return options.status
    }
    const { readFrom } = options
    if (readFrom !== undefined) return yield* playBack(world, process, options, readFrom)
    return yield* capture(world, process, options)
  }
  return Object.assign(program, { handles: ENDING })
}
