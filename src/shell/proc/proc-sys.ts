import type { World } from '../../world/world.ts'
import type { Place, VirtualTree } from '../process.ts'
import { type Sysctls, sysctls } from './sysctl-names.ts'
import { type DirectoryNode, directory, file, type Node, virtualTree } from './virtual-node.ts'

/** /proc/sys. */
export function procSys(world: World): VirtualTree {
  const tree = sysctls(world)
  return virtualTree('/proc/sys', (place) => directoryAt(tree, place, ''))
}

function directoryAt(tree: Sysctls, place: Place, prefix: string): DirectoryNode {
  return directory(() => {
    const nodes: Record<string, Node> = {}
    for (const path of tree.names(place)) {
      if (!path.startsWith(prefix)) continue
      const [name, ...rest] = path.slice(prefix.length).split('/') as [string, ...string[]]
      nodes[name] ??=
        rest.length > 0 ? directoryAt(tree, place, `${prefix}${name}/`) : leaf(tree, place, path)
    }
    return nodes
  })
}

function leaf(tree: Sysctls, place: Place, path: string): Node {
  const read = () => `${tree.read(place, path) ?? ''}\n`
  return isReadOnly(path) ? file(read) : file(read, (text) => tree.write(place, path, text))
}

export function isReadOnly(path: string): boolean {
  return path.startsWith('kernel/') || path.endsWith('/mc_forwarding')
}
