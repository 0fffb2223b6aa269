import type { Scene } from '../picture/scene.ts'
import type { PlaceName } from './script.ts'

/** A terminal for each machine and namespace, the script's machine first. */
export function placesOf({ machines }: Scene): readonly PlaceName[] {
  const order = [...machines.filter(({ isHome }) => isHome), ...machines.filter(({ isHome }) => !isHome)]
  return order.flatMap(({ name, rooms }) => [name, ...rooms.map((room) => `${name}/${room}`)])
}

/** Machines that macvlans were seen on. */
export function macvlanHosts(scenes: readonly Scene[]): readonly string[] {
  const children = scenes.flatMap(({ devices }) => devices.filter(({ mode }) => mode !== undefined))
  return children.map(({ machine }) => machine)
}
