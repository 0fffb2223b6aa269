import { fc, test as property } from '@fast-check/vitest'
import { describe, expect, test } from 'vitest'
import type { Field } from '../../playground/fields/field.ts'
import { fieldsOf, wayTo } from '../../playground/fields/frame-fields.ts'
import { flightsOf, SIBLINGS } from './siblings.ts'

const frames = (await flightsOf(SIBLINGS)).map(({ frame }) => frame!)
const names = (fields: readonly Field[]) => fields.map(({ name }) => name)
const value = (layer: Field, name: string) => layer.children.find((one) => one.name === name)?.value

describe('what a frame is made of', () => {
  test('an ARP request, field by field', () => {
    const [ethernet, arp] = fieldsOf(frames[0]!.bytes)
    expect(ethernet).toMatchObject({ name: 'Ethernet II', start: 0, length: 14 })
    expect(value(ethernet!, 'Destination')).toBe('ff:ff:ff:ff:ff:ff')
    expect(arp).toMatchObject({ name: 'ARP', value: 'request', start: 14, length: 28 })
    expect(value(arp!, 'Sender IP')).toBe('192.168.56.11')
    expect(value(arp!, 'Target IP')).toBe('192.168.56.12')
  })

  test('an echo request: Ethernet, IPv4, ICMP and its data', () => {
    const layers = fieldsOf(frames[2]!.bytes)
    expect(names(layers)).toEqual(['Ethernet II', 'IPv4', 'ICMP', 'Data'])
    expect(layers[1]!.value).toBe('192.168.56.11 → 192.168.56.12')
    expect(value(layers[1]!, 'Time to live')).toBe('64')
    expect(value(layers[2]!, 'Sequence number')).toBe('1')
  })

  test('a tag stands between, and what it carries is read as ever', () => {
    const { bytes } = frames[0]!
    const tagged = Uint8Array.from([...bytes.slice(0, 12), 0x81, 0, 0x60, 5, ...bytes.slice(12)])
    const layers = fieldsOf(tagged)
    expect(names(layers)).toEqual(['Ethernet II', '802.1Q', 'ARP'])
    expect(value(layers[1]!, 'VLAN')).toBe('5')
    expect(value(layers[1]!, 'Priority')).toBe('3')
    expect(layers[2]!.start).toBe(18)
  })

  test('a byte leads to its field: the twelfth of IPv4 to its source', () => {
    const layers = fieldsOf(frames[2]!.bytes)
    const [layer, field] = wayTo(layers, 14 + 12)
    expect(layers[layer!]!.children[field!]!.name).toBe('Source')
  })
})

property.prop([fc.uint8Array({ minLength: 14, maxLength: 90 })])(
  'any bytes: every one belongs to a layer, none to two, and fields stay inside what they are a part of',
  (bytes) => {
    const layers = fieldsOf(bytes)
    let at = 0
    for (const { start, length } of layers) {
      expect(start).toBe(at)
      at = start + length
    }
    expect(at).toBe(bytes.length)
    const check = ({ start, length, children }: Field): void => {
      for (const child of children) {
        expect(child.start).toBeGreaterThanOrEqual(start)
        expect(child.start + child.length).toBeLessThanOrEqual(start + length)
        check(child)
      }
    }
    for (const layer of layers) check(layer)
  },
)

property.prop([fc.constantFrom(0, 1, 2), fc.nat(), fc.nat(255)])(
  'a frame with a byte changed or cut short is still taken apart',
  (which, at, byte) => {
    const bytes = Uint8Array.from(frames[which]!.bytes)
    bytes[at % bytes.length] = byte
    const cut = bytes.slice(0, Math.max(14, at % bytes.length))
    for (const one of [bytes, cut]) {
      const end = fieldsOf(one).at(-1)!
      expect(end.start + end.length).toBe(one.length)
    }
  },
)
