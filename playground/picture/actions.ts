import {
  IPVLAN_FLAGS,
  IPVLAN_MODES,
  type IpvlanFlag,
  type IpvlanMode,
} from '../../src/device/ipvlan-device.ts'
import { MACVLAN_MODES, type MacvlanMode } from '../../src/device/macvlan-device.ts'
import type { SceneDevice } from './scene.ts'

/** What a click can do to a device, and the command that does it, typed on the script's machine. */
export type Action =
  | { readonly kind: 'mode'; readonly mode: MacvlanMode; readonly current: boolean; readonly command: string }
  | {
      readonly kind: 'ipvlan'
      readonly word: IpvlanMode | IpvlanFlag
      readonly current: boolean
      readonly command: string
    }
  | { readonly kind: 'hairpin'; readonly to: 'on' | 'off'; readonly command: string }
  | { readonly kind: 'admin'; readonly to: 'up' | 'down'; readonly command: string }

export function actionsFor(device: SceneDevice, home: string): Action[] {
  const { name, mode, ipvlan, hairpin, up } = device
  const actions: Action[] = []
  if (hairpin !== undefined) {
    const to = hairpin ? 'off' : 'on'
    actions.push({
      kind: 'hairpin',
      to,
      command: at(device, home, `bridge link set dev ${name} hairpin ${to}`),
    })
  }
  if (mode !== undefined)
    for (const each of MACVLAN_MODES) {
      const command = ip(device, home, `link set dev ${name} type ${device.kind} mode ${each}`)
      actions.push({ kind: 'mode', mode: each, current: each === mode, command })
    }
  if (ipvlan !== undefined) actions.push(...ipvlanActions(device, ipvlan, home))
  const to = up ? 'down' : 'up'
  actions.push({ kind: 'admin', to, command: ip(device, home, `link set dev ${name} ${to}`) })
  return actions
}

function ip(device: SceneDevice, home: string, words: string): string {
  return on(device, home, device.room === '' ? `ip ${words}` : `ip -n ${device.room} ${words}`)
}

function at(device: SceneDevice, home: string, command: string): string {
  return on(device, home, device.room === '' ? command : `ip netns exec ${device.room} ${command}`)
}

function on(device: SceneDevice, home: string, command: string): string {
  return device.machine === home ? command : `on ${device.machine} ${command}`
}

/** Whoever names a mode and no flag asks for bridge, so the flag is named with it. */
function ipvlanActions(
  device: SceneDevice,
  { mode, flag }: NonNullable<SceneDevice['ipvlan']>,
  home: string,
): Action[] {
  const action = (word: IpvlanMode | IpvlanFlag, current: boolean, words: string): Action => ({
    kind: 'ipvlan',
    word,
    current,
    command: ip(device, home, `link set dev ${device.name} type ${device.kind} ${words}`),
  })
  return [
    ...IPVLAN_MODES.map((word) => action(word, word === mode, `mode ${word} ${flag}`)),
    ...IPVLAN_FLAGS.map((word) => action(word, word === flag, word)),
  ]
}
