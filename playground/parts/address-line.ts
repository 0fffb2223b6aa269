import { nothing, svg } from 'lit'
import type { SceneDevice } from '../picture/scene.ts'

/** Letters for which a card has room. */
const ROOM = 20
/** Pixels: what is longer is written closer. */
const WIDEST = 128

/** The first address, and how many more there are. */
export function addressLine(
  { addresses }: SceneDevice,
  { x, y, anchor }: { readonly x: number; readonly y: number; readonly anchor: 'start' | 'end' },
) {
  const [first = '', ...more] = addresses
  const text = more.length > 0 ? `${first} +${more.length}` : first
  const long = text.length > ROOM
  return svg`<text class=${long ? 'address long' : 'address'} x=${x} y=${y} text-anchor=${anchor}
    textLength=${long ? WIDEST : nothing} lengthAdjust=${long ? 'spacingAndGlyphs' : nothing}>${text}</text>`
}
