import type { Page } from 'playwright-core'
import type { Scene } from '../../playground/picture/scene.ts'
import { startTracing } from './tracing.ts'

export interface Drawing {
  readonly fps: number
  /** Milliseconds between two frames of the page: the median, and what 99 % stay within. */
  readonly median: number
  readonly worst: number
  /** By Chromium's own tracing: drawn and dropped in a second. */
  readonly drawn: number
  readonly dropped: number
  /** Milliseconds of CPU for a frame: of the page's thread, and of the one that puts the picture together. */
  readonly page: number
  readonly compositor: number
}

/** Lets frames move without a pause between the devices of a scene, in the page's own picture of it. */
export async function measureDrawing(
  page: Page,
  scene: Scene,
  frames: number,
  seconds: number,
): Promise<Drawing> {
  const cdp = await page.context().newCDPSession(page)
  await page.evaluate(animate, { scene, frames })
  await page.waitForFunction((n) => document.querySelectorAll('.bench .chip').length === n, frames)
  const stop = await startTracing(cdp, ['toplevel', 'disabled-by-default-devtools.timeline.frame'])
  const deltas = await page.evaluate(deltasFor, seconds * 1000)
  const trace = await stop()
  const sorted = deltas.toSorted((a, b) => a - b)
  const at = (share: number) => sorted[Math.floor(sorted.length * share)] ?? 0
  return {
    fps: (1000 * deltas.length) / deltas.reduce((sum, one) => sum + one, 0),
    median: at(0.5),
    worst: at(0.99),
    drawn: trace.countOf('DrawFrame') / seconds,
    dropped: trace.countOf('DroppedFrame') / seconds,
    page: trace.workOf('CrRendererMain') / deltas.length,
    compositor: trace.workOf('VizCompositorThread') / Math.max(1, trace.countOf('DrawFrame')),
  }
}

interface Picture extends HTMLElement {
  scene: Scene
  chips: readonly unknown[]
  duration: number
}

/** Runs in the page. */
function animate({ scene, frames }: { scene: Scene; frames: number }): void {
  const panel = document.createElement('section')
  panel.className = 'panel map bench'
  panel.style.cssText = 'position: fixed; inset: 8px; z-index: 9'
  const picture = document.createElement('lab-topology') as Picture
  panel.append(picture)
  document.body.replaceChildren(panel)
  picture.scene = scene
  const frame = { bytes: new Uint8Array(42), etherType: 0x0806, src: 1, dst: 2 }
  const flight = { number: 1, frame, records: [] }
  const children = scene.devices.filter(({ lower }) => lower !== undefined)
  const place = ({ id, name, machine, room }: Scene['devices'][number]) => ({
    ...{ device: id, dev: name, machine, netns: room },
  })
  let round = 0
  const send = () => {
    round++
    picture.duration = 900
    picture.chips = Array.from({ length: frames }, (_, i) => {
      const from = children[(i + round) % children.length]!
      const to = children[(i + round + 7) % children.length]!
      const copy = i + 1
      return { copy, flight, from: place(from), at: place(to), moving: true, ending: undefined }
    })
  }
  send()
  setInterval(send, 950)
}

/** Runs in the page. */
function deltasFor(milliseconds: number): Promise<number[]> {
  return new Promise((resolve) => {
    const deltas: number[] = []
    const start = performance.now()
    let last = start
    const tick = (now: number) => {
      deltas.push(now - last)
      last = now
      if (now - start < milliseconds) requestAnimationFrame(tick)
      else resolve(deltas.slice(1))
    }
    requestAnimationFrame(tick)
  })
}
