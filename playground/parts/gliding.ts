import { easeCubicInOut } from 'd3-ease'
import { zoomTransform } from 'd3-zoom'
import { trackOf } from '../picture/geometry.ts'
import type { Point } from '../picture/layout.ts'

/** A copy on its way: the group that it will be when it has arrived. */
export interface Glide {
  readonly group: SVGGElement
  readonly way: readonly Point[]
}

interface Flyer {
  readonly at: (share: number) => Point
  readonly sprite: Sprite
}

interface Sprite {
  readonly image: OffscreenCanvas
  readonly w: number
  readonly h: number
}

/** Room for the outline. */
const EDGE = 2

/**
 * Draws what moves on a canvas above the map, from one picture for each kind of frame: the map below is painted once,
 * however many frames cross it. Whoever has arrived is a group of the map again.
 */
export class Gliding {
  readonly #canvas: HTMLCanvasElement
  readonly #map: SVGSVGElement
  #next = 0
  #hidden: readonly Glide[] = []

  constructor(canvas: HTMLCanvasElement, map: SVGSVGElement) {
    this.#canvas = canvas
    this.#map = map
  }

  start(glides: readonly Glide[], duration: number, onArrival: () => void): void {
    const flyers = this.#flyersOf(glides)
    this.#fit()
    this.#show(glides, false)
    let begin: number | undefined
    const tick = (now: number) => {
      begin ??= now
      const share = Math.min(1, (now - begin) / duration)
      this.#draw(flyers, easeCubicInOut(share))
      if (share < 1) {
        this.#next = requestAnimationFrame(tick)
        return
      }
      this.stop()
      onArrival()
    }
    this.#next = requestAnimationFrame(tick)
  }

  /** Everybody stands where they were going. */
  stop(): void {
    if (this.#hidden.length === 0) return
    cancelAnimationFrame(this.#next)
    this.#show(this.#hidden, true)
    this.#hidden = []
    this.#pen.clearRect(0, 0, this.#canvas.width, this.#canvas.height)
  }

  #show(glides: readonly Glide[], visible: boolean): void {
    for (const { group } of glides) group.classList.toggle('gliding', !visible)
    if (!visible) this.#hidden = glides
  }

  get #pen(): CanvasRenderingContext2D {
    return this.#canvas.getContext('2d')!
  }

  /** One canvas pixel for each of the screen's. */
  #fit(): void {
    const { clientWidth, clientHeight } = this.#canvas
    const [w, h] = [Math.round(clientWidth * devicePixelRatio), Math.round(clientHeight * devicePixelRatio)]
    if (this.#canvas.width !== w) this.#canvas.width = w
    if (this.#canvas.height !== h) this.#canvas.height = h
  }

  #flyersOf(glides: readonly Glide[]): Flyer[] {
    const sprites = new Map<string, Sprite>()
    const scale = zoomTransform(this.#map).k * devicePixelRatio
    return glides.map(({ group, way }) => {
      const key = `${group.getAttribute('class')} ${group.textContent}`
      const sprite = sprites.get(key) ?? spriteOf(group, scale)
      sprites.set(key, sprite)
      return { at: trackOf(way), sprite }
    })
  }

  #draw(flyers: readonly Flyer[], share: number): void {
    const pen = this.#pen
    const { x, y, k } = zoomTransform(this.#map)
    const dots = devicePixelRatio
    pen.setTransform(1, 0, 0, 1, 0, 0)
    pen.clearRect(0, 0, this.#canvas.width, this.#canvas.height)
    pen.setTransform(dots * k, 0, 0, dots * k, dots * x, dots * y)
    for (const { at, sprite } of flyers) {
      const [left, top] = at(share)
      pen.drawImage(sprite.image, left - sprite.w / 2, top - sprite.h / 2, sprite.w, sprite.h)
    }
  }
}

/** A chip as the style sheet paints it. */
function spriteOf(group: SVGGElement, scale: number): Sprite {
  const rect = group.querySelector('rect')!
  const text = group.querySelector('text')!
  const box = rect.getBBox()
  const [w, h] = [box.width + 2 * EDGE, box.height + 2 * EDGE]
  const image = new OffscreenCanvas(Math.ceil(w * scale), Math.ceil(h * scale))
  const pen = image.getContext('2d')!
  pen.scale(scale, scale)
  pen.translate(w / 2, h / 2)
  const body = getComputedStyle(rect)
  pen.beginPath()
  pen.roundRect(box.x, box.y, box.width, box.height, box.height / 2)
  Object.assign(pen, { fillStyle: body.fill, strokeStyle: body.stroke })
  pen.lineWidth = Number.parseFloat(body.strokeWidth)
  pen.fill()
  pen.stroke()
  const letters = getComputedStyle(text)
  Object.assign(pen, { fillStyle: letters.fill, font: letters.font, textAlign: 'center' })
  pen.fillText(text.textContent ?? '', 0, Number(text.getAttribute('y')))
  return { image, w, h }
}
