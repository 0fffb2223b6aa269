import type { Tun, TunOwner } from '../../../device/tap-device.ts'
import { data, field, type Node } from '../document.ts'

/** tun_print_opt(), of a device with one queue. */
export function tunNodes({ driver }: Tun): Node[] {
  const { mode, packetInfo, vnetHeader, persist, owner } = driver
  return [
    field('type', mode, `type ${mode} `),
    onOff('pi', packetInfo),
    onOff('vnet_hdr', vnetHeader),
    data('multi_queue', false),
    onOff('persist', persist),
    ...ownerNodes(owner),
  ]
}

function onOff(key: string, value: boolean): Node {
  return field(key, value, `${key} ${value ? 'on' : 'off'} `)
}

function ownerNodes(owner: TunOwner): Node[] {
  return (['user', 'group'] as const).flatMap((key) => {
    const id = owner[key]
    if (id === undefined) return []
    // print_owner(): of names there is only root here.
    const name = id === 0 ? 'root' : id
    return [field(key, name, `${key} ${name} `)]
  })
}
