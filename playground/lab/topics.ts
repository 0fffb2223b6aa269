import { MACVLAN_MODES, type MacvlanMode } from '../../src/device/macvlan-device.ts'
import { isGroup } from '../../src/frame/mac.ts'
import { kindOf } from '../record/frame-words.ts'
import type { Recording } from '../record/recording.ts'

export const TOPICS = [...MACVLAN_MODES, 'hairpin', 'broadcast', 'hosts', 'tools'] as const
export type Topic = MacvlanMode | 'hairpin' | 'broadcast' | 'hosts' | 'tools'

const TOOLS = /\b(tcpdump|jq|ethtool|mausezahn|arping|batch|watch|timeout)\b/

/** What a lab is about, by what was seen while it ran. */
export function topicsOf(script: string, { scenes, flights }: Recording): Topic[] {
  const devices = scenes.flatMap(({ scene }) => scene.devices)
  const isAbout: Readonly<Record<Exclude<Topic, MacvlanMode>, boolean>> = {
    hairpin: devices.some(({ kind, hairpin }) => kind === 'port' && hairpin === true),
    broadcast: flights.flights.some(
      ({ frame }) => frame !== undefined && isGroup(frame.dst) && !kindOf(frame).startsWith('arp'),
    ),
    hosts: new Set(devices.filter(({ kind }) => kind === 'macvlan').map(({ machine }) => machine)).size > 1,
    tools: TOOLS.test(script),
  }
  const modes = new Set(devices.map(({ mode }) => mode))
  return TOPICS.filter((topic) => (isMode(topic) ? modes.has(topic) : isAbout[topic]))
}

function isMode(topic: Topic): topic is MacvlanMode {
  return (MACVLAN_MODES as readonly string[]).includes(topic)
}
