import { easeCubicInOut } from 'd3-ease'
import { type Selection, select } from 'd3-selection'
import 'd3-transition'
import { placedOf, pointAlong, restingPoint, wayBetween } from '../picture/geometry.ts'
import type { Layout, Point } from '../picture/layout.ts'
import { type Chip, deathOf, diedForHairpin } from '../record/chips.ts'
import { kindOf, labelOf } from '../record/frame-words.ts'
import type { Words } from '../words/en.ts'

const CHIP_H = 20

/** Puts every copy that is under way where it is; those that move now go there along their way. */
export function showChips(
  layer: SVGGElement,
  layout: Layout,
  chips: readonly Chip[],
  duration: number,
  words: Words,
): void {
  const drawn = chips.filter(({ at }) => placedOf(layout, at.device))
  const stacked = stackOf(drawn)
  const joined = select(layer)
    .selectAll<SVGGElement, Chip>('g.chip')
    .data(drawn, ({ copy }) => copy)
  joined.exit().remove()
  const all = joined.enter().append('g').call(draw).merge(joined)
  all
    .interrupt()
    .attr(
      'class',
      ({ flight, ending }) =>
        `chip ${flight.frame ? kindOf(flight.frame) : 'other'} ${ending?.died ? 'dead' : ''}`,
    )
  all.select<SVGGElement>('.end').remove()
  all.each(function (chip) {
    const offset = stacked.get(chip.copy) ?? 0
    const end = shifted(restingPoint(layout, chip.at.device) ?? [0, 0], offset)
    const way = chip.moving && chip.from ? wayBetween(layout, chip.from.device, chip.at.device) : []
    const group = select<SVGGElement, Chip>(this)
    if (duration === 0 || way.length === 0) {
      settle(group, chip, end, words, duration)
      return
    }
    group
      .attr('transform', `translate(${way[0]})`)
      .transition()
      .duration(duration)
      .ease(easeCubicInOut)
      .attrTween(
        'transform',
        () => (share) => `translate(${shifted(pointAlong(way, share), offset * share)})`,
      )
      .on('end', () => settle(group, chip, end, words, duration))
  })
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

function settle(
  group: Selection<SVGGElement, Chip, null, undefined>,
  chip: Chip,
  at: Point,
  words: Words,
  duration: number,
): void {
  group.attr('transform', `translate(${at})`)
  if (!chip.ending || !chip.moving) return
  const { ending, flight } = chip
  const end = group.append('g').attr('class', ending.died ? 'end death' : 'end delivery')
  if (ending.died) {
    const word = diedForHairpin(flight, ending)
      ? `${words.hairpin} ${words.off}`
      : words.death[deathOf(ending)]
    end.append('path').attr('d', 'M-6-6 6 6M6-6-6 6')
    const wide = [...word].reduce((sum, c) => sum + (c > '\u2e80' ? 12 : 6.6), 0)
    end
      .append('rect')
      .attr('x', -wide / 2 - 6)
      .attr('y', 12)
      .attr('width', wide + 12)
      .attr('height', 17)
      .attr('rx', 4)
    end.append('text').attr('y', 24.5).attr('text-anchor', 'middle').text(word)
  } else end.append('circle').attr('r', 16)
  if (duration > 0) end.attr('opacity', 0).transition().duration(160).attr('opacity', 1)
}
