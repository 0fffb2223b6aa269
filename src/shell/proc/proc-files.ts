import type { World } from '../../world/world.ts'
import type { VirtualTree } from '../process.ts'
import { holders, loadedModules } from './modules.ts'
import { machineAt } from './places.ts'
import { file, virtualTree } from './virtual-node.ts'

/** /proc/version. */
export function procVersion(world: World): VirtualTree {
  const { kernelRelease } = world.settings
  return virtualTree('/proc/version', () =>
    file(() => `Linux version ${kernelRelease} #1 SMP PREEMPT_DYNAMIC\n`),
  )
}

/** /proc/modules: the kernel's own list, which lsmod prints. A kernel without modules has none. */
export function procModules(world: World): VirtualTree {
  return virtualTree('/proc/modules', (place) =>
    file(() => {
      const machine = machineAt(world, place)
      return loadedModules(world, machine)
        .map(({ name, size }) => {
          const users = holders(world, machine, name)
          const list = users.length === 0 ? '-' : users.map((user) => `${user},`).join('')
          return `${name} ${size} ${users.length} ${list} Live 0x0000000000000000\n`
        })
        .join('')
    }),
  )
}
