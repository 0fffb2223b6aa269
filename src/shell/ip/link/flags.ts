import { type Device, isRunning } from '../../../device/device.ts'
import { isPointToPoint } from '../../../device/tap-device.ts'
import { array, element, type Node, text } from '../document.ts'

/** print_link_flags(): the order is iproute2's, and NO-CARRIER and M-DOWN are its own inventions. */
function flagNames(dev: Device, lowerDown: boolean): string[] {
  const { kind } = dev.driver
  const loopback = kind === 'loopback'
  const pointToPoint = isPointToPoint(dev)
  const names: readonly (readonly [boolean, string])[] = [
    [dev.up && !isRunning(dev), 'NO-CARRIER'],
    [loopback, 'LOOPBACK'],
    [!loopback && !pointToPoint, 'BROADCAST'],
    [pointToPoint, 'POINTOPOINT'],
    [dev.multicastFlag, 'MULTICAST'],
    [!dev.arp && !loopback, 'NOARP'],
    [dev.allmultiFlag, 'ALLMULTI'],
    [dev.promiscFlag, 'PROMISC'],
    [dev.up, 'UP'],
    [dev.up && dev.carrier, 'LOWER_UP'],
    [lowerDown, 'M-DOWN'],
  ]
  return names.filter(([set]) => set).map(([, name]) => name)
}

export function flagNodes(dev: Device, lowerDown: boolean): Node {
  const names = flagNames(dev, lowerDown)
  const elements = names.map((name, at) => element(name, at === 0 ? name : `,${name}`))
  return array('flags', [text('<'), ...elements, text('> ')])
}
