import { cpus, loadavg } from 'node:os'
import { describe, expect, test } from 'vitest'
import type { Scene } from '../../playground/picture/scene.ts'
import { sceneOf } from '../../playground/picture/scene.ts'
import { runLab } from '../../src/shell/lab.ts'
import { defaultTopology } from '../../src/topology/topology.ts'
import { canBrowse } from './chromium.ts'
import { type Drawing, measureDrawing } from './measure-drawing.ts'
import { open, useBrowser } from './playground.ts'

const SECONDS = 5

/** Children in namespaces of their own, five a namespace, all in bridge mode. */
async function houseOf(devices: number): Promise<Scene> {
  const text = `for n in $(seq ${Math.ceil(devices / 5)}); do
  ip netns add ns$n
  for m in 1 2 3 4 5; do ip link add link eth0 name m$n-$m netns ns$n up type macvlan mode bridge; done
done
`
  const { world, status } = await runLab({ topology: defaultTopology, script: { name: 'lab', text } })
  expect(status).toBe(0)
  return sceneOf(world, 'host')
}

function report(devices: number, frames: number, drawing: Drawing): void {
  const { fps, median, worst, drawn, dropped, page, compositor } = drawing
  console.log(
    `${devices} devices, ${frames} frames in flight, load ${loadavg()[0]!.toFixed(1)} on ${cpus().length} processors:
  ${fps.toFixed(1)} frames a second (median ${median.toFixed(1)} ms, 99 % within ${worst.toFixed(1)} ms)
  Chromium's tracing: ${drawn.toFixed(1)} drawn and ${dropped.toFixed(1)} dropped a second
  CPU a frame: ${page.toFixed(1)} ms for the page, ${compositor.toFixed(1)} ms for the compositor`,
  )
}

describe.skipIf(!canBrowse)('what the picture costs', () => {
  useBrowser()

  // A busy machine draws fewer frames; what a frame costs is the page's own doing.
  test.each([
    [50, 200, 60],
    [500, 200, 30],
  ])(
    '%i devices with %i frames in flight leave time for %i frames a second',
    async (devices, frames, least) => {
      const page = await open()
      const drawing = await measureDrawing(page, await houseOf(devices), frames, SECONDS)
      report(devices, frames, drawing)
      expect(Math.max(drawing.page, drawing.compositor)).toBeGreaterThan(0)
      expect(Math.max(drawing.page, drawing.compositor)).toBeLessThan(1000 / least)
    },
  )
})
