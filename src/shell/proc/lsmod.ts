import type { World } from '../../world/world.ts'
import type { Program } from '../process.ts'
import { encode } from '../system/bytes.ts'
import { holders, loadedModules } from './modules.ts'
import { machineAt } from './places.ts'

const HEADER = 'Module                  Size  Used by\n'
const NO_LIST =
  'libkmod: ERROR ../libkmod/libkmod-module.c:1725 kmod_module_new_from_loaded: could not open /proc/modules: No such file or directory\n' +
  'Error: could not get list of modules: No such file or directory\n'

/** `lsmod` of kmod 30: what /proc/modules says, in columns. */
export function lsmodProgram(world: World): Program {
  return function* lsmod(process) {
    if (process.argv.length > 1) return failed('Usage: lsmod\n')
    if (world.settings.modules === 'none') return failed(NO_LIST)
    const machine = machineAt(world, process.place)
    const lines = loadedModules(world, machine).map(({ name, size }) => {
      const users = holders(world, machine, name)
      const list = users.length > 0 ? ` ${users.join(',')}` : ''
      return `${name.padEnd(19)} ${String(size).padStart(8)}  ${users.length}${list}\n`
    })
    process.stdout.write(encode(HEADER + lines.join('')))
    return 0

    function failed(words: string): number {
      process.stderr.write(encode(words))
      return 1
    }
  }
}
