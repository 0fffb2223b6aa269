/**
 * The files that the kernel makes on reading.
 *
 *   sys-class-net   sys-bridge sys-brport sys-statistics   /sys/class/net
 *   proc-net                                      /proc/net: dev, arp, route, dev_mcast
 *   proc-sys        sysctl-names                  /proc/sys, which `sysctl` reads too
 *   proc-files      modules                       /proc/version, /proc/modules
 *   dev-tap                                       /dev/tapN
 */
import type { World } from '../../world/world.ts'
import type { VirtualTree } from '../process.ts'
import { devTap } from './dev-tap.ts'
import { procModules, procVersion } from './proc-files.ts'
import { procNet } from './proc-net.ts'
import { procSys } from './proc-sys.ts'
import { sysClassNet } from './sys-class-net.ts'

export function kernelTrees(world: World): VirtualTree[] {
  const trees = [sysClassNet(world), procNet(world), procSys(world), procVersion(world), devTap(world)]
  return world.settings.modules === 'none' ? trees : [...trees, procModules(world)]
}
