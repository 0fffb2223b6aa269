import type { Device } from '../device/device.ts'

/** Of a veth, whatever it is used for. */
const TEN_GIGABIT = 10_000

/** __ethtool_get_link_ksettings: megabits a second; undefined where the driver knows none. */
export function linkSpeed(dev: Device): number | undefined {
  switch (dev.driver.kind) {
    case 'veth':
      return TEN_GIGABIT
    case 'tun':
      return dev.driver.speed
    case 'macvlan':
    case 'ipvlan':
    case 'vlan':
      return linkSpeed(dev.driver.lowerdev)
    case 'bridge': {
      const speeds = dev.driver.ports.map((port) => linkSpeed(port.dev) ?? 0)
      return speeds.length > 0 && Math.max(...speeds) > 0 ? Math.max(...speeds) : undefined
    }
    case 'dummy':
    case 'loopback':
      return undefined
  }
}

/** port_cost: what spanning tree charges for a link of this speed. */
export function portCost(dev: Device): number {
  return linkSpeed(dev) === TEN_GIGABIT ? 2 : 100
}
