import { type Selection, select } from 'd3-selection'
import { placedOf, restingPoint, roomPoint, wayBetween } from '../picture/geometry.ts'
import type { Layout, Point } from '../picture/layout.ts'
import { type Chip, lossOf } from '../record/chips.ts'
import { kindOf, labelOf } from '../record/frame-words.ts'
import type { Words } from '../words/en.ts'
import type { Glide, Gliding } from './gliding.ts'

const CHIP_H = 20

type Group = Selection<SVGGElement, Chip, null, undefined>

/** What is drawn on a layer: who shows the same again leaves what moves alone. */
interface Shown {
  readonly layout: Layout
  readonly words: Words
  readonly chips: readonly Chip[]
}

const shownOn = new WeakMap<SVGGElement, Shown>()

/** Puts every copy that is under way where it is; those that move now go there along their way. */
export function showChips(
  layer: SVGGElement,
  gliding: Gliding,
  layout: Layout,
  chips: readonly Chip[],
  duration: number,
  words: Words,
): void {
  const before = shownOn.get(layer)
  if (before?.layout === layout && before.words === words && isSame(before.chips, chips)) return
  shownOn.set(layer, { layout, words, chips })
  gliding.stop()
  const drawn = chips.filter((chip) => isDrawn(layout, chip))
  const stacked = stackOf(drawn)
  const joined = select(layer)
    .selectAll<SVGGElement, Chip>('g.chip')
    .data(drawn, ({ copy }) => copy)
  joined.exit().remove()
  const all = joined.enter().append('g').call(draw).merge(joined)
  all.attr('class', classOf)
  all.select<SVGGElement>('.end').remove()
  const glides: Glide[] = []
  const settled: (() => void)[] = []
  all.each(function (chip) {
    const rest = shifted(placeOf(layout, chip), stacked.get(chip.copy) ?? 0)
    const way = chip.moving && chip.from ? wayBetween(layout, chip.from.device, chip.at.device) : []
    const group: Group = select<SVGGElement, Chip>(this).attr('transform', `translate(${rest})`)
    if (way.length > 0) glides.push({ group: this, way: [...way.slice(0, -1), rest] })
    const end = () => showEnd(group, chip, words, duration)
    if (chip.moving) settled.push(end)
    else end()
  })
  const arrive = () => {
    for (const one of settled) one()
  }
  if (duration === 0 || glides.length === 0) arrive()
  else gliding.start(glides, duration, arrive)
}

function isSame(a: readonly Chip[], b: readonly Chip[]): boolean {
  return a.length === b.length && a.every((one, i) => isSameChip(one, b[i]!))
}

function isSameChip(a: Chip, b: Chip): boolean {
  return (
    a.copy === b.copy &&
    a.flight === b.flight &&
    a.at === b.at &&
    a.from === b.from &&
    a.moving === b.moving &&
    a.ending === b.ending
  )
}

function classOf({ flight, ending }: Chip): string {
  const lost = ending && lossOf(flight, ending)
  return `chip ${flight.frame ? kindOf(flight.frame) : 'other'} ${lost ? 'dead' : ''}`
}

/** What dies at a device that is not drawn (a switch's own, a loopback) dies in its room. */
function isDrawn(layout: Layout, { at, ending }: Chip): boolean {
  return placedOf(layout, at.device) !== undefined || ending?.died === true
}

function placeOf(layout: Layout, { at }: Chip): Point {
  return restingPoint(layout, at.device) ?? roomPoint(layout, at.machine, at.netns) ?? [0, 0]
}

function draw(group: Selection<SVGGElement, Chip, SVGGElement, unknown>): void {
  group.each(function (chip) {
    const label = chip.flight.frame ? labelOf(chip.flight.frame) : '?'
    const w = 14 + label.length * 7.2
    const one = select(this)
    one
      .append('rect')
      .attr('x', -w / 2)
      .attr('y', -CHIP_H / 2)
      .attr('width', w)
      .attr('height', CHIP_H)
      .attr('rx', CHIP_H / 2)
    one.append('text').attr('y', 4.3).attr('text-anchor', 'middle').text(label)
  })
}

/** Copies that rest at one place lie beside each other. */
function stackOf(chips: readonly Chip[]): ReadonlyMap<number, number> {
  const count = new Map<number, number>()
  return new Map(
    chips.map(({ copy, at }) => {
      const before = count.get(at.device) ?? 0
      count.set(at.device, before + 1)
      return [copy, before]
    }),
  )
}

function shifted([x, y]: Point, offset: number): Point {
  return [x + offset * 10, y - offset * 14]
}

/** A copy has come to where it is: if that is its end, the end is shown. */
function showEnd(group: Group, { flight, ending, moving }: Chip, words: Words, duration: number): void {
  if (!ending) return
  const loss = lossOf(flight, ending)
  if (loss) drawLoss(group.append('g').attr('class', 'end death'), words.loss[loss])
  else if (moving) group.append('g').attr('class', 'end delivery').append('circle').attr('r', 16)
  if (duration > 0 && moving)
    group
      .select<SVGGElement>('.end')
      .node()
      ?.animate({ opacity: [0, 1] }, 160)
}

/** A cross, and why in a word: above the copy, where nothing is written. */
function drawLoss(end: Selection<SVGGElement, Chip, null, undefined>, word: string): void {
  const wide = [...word].reduce((sum, c) => sum + (c > '\u2e80' ? 12 : 6.6), 0) + 30
  end
    .append('rect')
    .attr('x', -wide / 2)
    .attr('y', -31)
    .attr('width', wide)
    .attr('height', 18)
    .attr('rx', 4)
  end.append('path').attr('d', `M${8 - wide / 2}-26l8 8m0-8l-8 8`)
  end.append('text').attr('x', 9).attr('y', -18).attr('text-anchor', 'middle').text(word)
}
