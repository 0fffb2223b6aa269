import { select } from 'd3-selection'
// d3-zoom interrupts transitions, and takes for granted that selections can.
import 'd3-transition'
import { type ZoomBehavior, zoom, zoomIdentity } from 'd3-zoom'
import type { Layout } from '../picture/layout.ts'
import type { Chip } from '../record/chips.ts'
import type { Words } from '../words/en.ts'
import { Gliding } from './gliding.ts'
import { showChips } from './moving-chips.ts'

/** Where the map stands in its frame. */
export interface Standing {
  readonly x: number
  readonly y: number
  readonly scale: number
}

/** What a map does that has been drawn: it is moved and zoomed by hand, and frames move across it. */
export class MapMotion {
  readonly #map: SVGSVGElement
  readonly #zoom: ZoomBehavior<SVGSVGElement, unknown>
  readonly #gliding: Gliding

  /** `onTouch`: the reader has moved it. */
  constructor(map: SVGSVGElement, canvas: HTMLCanvasElement, onTouch: () => void) {
    this.#map = map
    this.#gliding = new Gliding(canvas, map)
    this.#zoom = zoom<SVGSVGElement, unknown>()
      .scaleExtent([0.1, 3])
      .filter(isForMap)
      .on('zoom', ({ transform, sourceEvent }) => {
        if (sourceEvent) onTouch()
        map.querySelector('.world')?.setAttribute('transform', String(transform))
      })
    select(map).call(this.#zoom).on('dblclick.zoom', null)
  }

  moveTo({ x, y, scale }: Standing): void {
    select(this.#map).call(this.#zoom.transform, zoomIdentity.translate(x, y).scale(scale))
  }

  zoomBy(factor: number): void {
    select(this.#map).call(this.#zoom.scaleBy, factor)
  }

  show(layout: Layout, chips: readonly Chip[], duration: number, words: Words): void {
    const layer = this.#map.querySelector<SVGGElement>('.chips')
    if (layer) showChips(layer, this.#gliding, layout, chips, duration, words)
  }
}

/** Without a key held, the wheel scrolls the page as it does everywhere else. */
function isForMap(event: Event): boolean {
  if (event.type === 'wheel') return (event as WheelEvent).ctrlKey
  return !(event.target as Element).closest('[role=button]')
}
