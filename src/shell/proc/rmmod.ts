import type { World } from '../../world/world.ts'
import type { Program } from '../process.ts'
import { encode } from '../system/bytes.ts'
import { findModule, holders, loadedModules, unloadModule } from './modules.ts'
import { machineAt } from './places.ts'

/** `rmmod` of kmod 30: one module, without those that it needs. */
export function rmmodProgram(world: World): Program {
  return function* rmmod(process) {
    const complain = (words: string) => {
      process.stderr.write(encode(`rmmod: ERROR: ${words}\n`))
      return 1
    }
    const machine = machineAt(world, process.place)
    const names = process.argv.slice(1).filter((word) => !word.startsWith('-'))
    if (names.length === 0) return complain('missing module name.')
    let status = 0
    for (const name of names) {
      const module = findModule(name)
      const users = module === undefined ? [] : holders(world, machine, module.name)
      if (module === undefined || !loadedModules(world, machine).includes(module)) {
        const builtin = module !== undefined && world.settings.modules === 'builtin'
        status = complain(
          `Module ${name} is ${builtin ? 'builtin' : 'not currently loaded'}${builtin ? '.' : ''}`,
        )
      } else if (users.length > 0) status = complain(`Module ${module.name} is in use by: ${users.join(' ')}`)
      else unloadModule(world, machine, module.name)
    }
    return status
  }
}
