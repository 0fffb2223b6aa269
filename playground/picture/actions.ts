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
  if (ipvlan !== undefined)
    for (const word of [...IPVLAN_MODES, ...IPVLAN_FLAGS]) {
      const isMode = (IPVLAN_MODES as readonly string[]).includes(word)
      const command = ip(
        device,
        home,
        `link set dev ${name} type ${device.kind} ${isMode ? 'mode ' : ''}${word}`,
      )
      const current = word === (isMode ? ipvlan.mode : ipvlan.flag)
      actions.push({ kind: 'ipvlan', word, current, command })
    }
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
