import { html, nothing, svg } from 'lit'
import type { Thumbnail, ThumbnailBox } from '../picture/thumbnail.ts'

const MARGIN = 12

/** A lab as a stamp: where its frame went is drawn in colour, and where it ended. */
export function thumbnail({ w, h, boxes, lines, ways, ends }: Thumbnail) {
  return html`<svg class="thumbnail" viewBox=${`${-MARGIN} ${-MARGIN} ${w + 2 * MARGIN} ${h + 2 * MARGIN}`} aria-hidden="true">
    ${boxes.map(box)}
    <path class="cable" d=${lines}/>
    ${ways === '' ? nothing : svg`<path class="way" d=${ways}/>`}
    ${ends.map(({ x, y, died }) =>
      died
        ? svg`<path class="death" d=${`M${x - 9} ${y - 9}l18 18M${x - 9} ${y + 9}l18-18`}/>`
        : svg`<circle class="delivery" cx=${x} cy=${y} r="11"/>`,
    )}
  </svg>`
}

function box({ kind, mode, at: [x, y, w, h] }: ThumbnailBox) {
  const isHouse = kind === 'house' || kind === 'switch'
  return svg`<rect class=${`${kind} ${mode ? `mode-${mode}` : ''}`} x=${x} y=${y} width=${w} height=${h} rx=${isHouse ? 12 : 8}/>`
}
