import { createMachine, transition } from 'xstate'
import type { Device } from './device.ts'

/**
 * The life of a link: what the administrator asks (IFF_UP) and what the medium gives (carrier), side by side.
 * A frame moves only when both are on.
 */
export const linkMachine = createMachine({
  id: 'link',
  type: 'parallel',
  states: {
    admin: {
      initial: 'down',
      states: {
        down: { on: { OPEN: 'up' } },
        up: { on: { CLOSE: 'down' } },
      },
    },
    carrier: {
      initial: 'off',
      states: {
        off: { on: { CARRIER_ON: 'on' } },
        on: { on: { CARRIER_OFF: 'off' } },
      },
    },
  },
})

export type LinkEvent = 'OPEN' | 'CLOSE' | 'CARRIER_ON' | 'CARRIER_OFF'

type LinkValue = { readonly admin: 'down' | 'up'; readonly carrier: 'off' | 'on' }

/** Moves the link on, and keeps the flags that the frame path reads in step. False if nothing changed. */
export function linkTransition(device: Device, event: LinkEvent): boolean {
  const value: LinkValue = { admin: device.up ? 'up' : 'down', carrier: device.carrier ? 'on' : 'off' }
  const { admin, carrier } = next(value, event)
  const changed = admin !== value.admin || carrier !== value.carrier
  device.up = admin === 'up'
  device.carrier = carrier === 'on'
  return changed
}

/** Four states and four events: each answer of the machine is worked out once. */
const answers = new Map<string, LinkValue>()

function next(value: LinkValue, event: LinkEvent): LinkValue {
  const key = `${value.admin} ${value.carrier} ${event}`
  const known = answers.get(key)
  if (known !== undefined) return known
  const [state] = transition(linkMachine, linkMachine.resolveState({ value }), { type: event })
  const answer = state.value as LinkValue
  answers.set(key, answer)
  return answer
}

/** Whether the transmit queue is live: with no carrier, or down, it is the no-op queue that drops everything. */
export function transmits(device: Device): boolean {
  return device.up && device.carrier
}
