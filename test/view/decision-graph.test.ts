import { fc, test as property } from '@fast-check/vitest'
import { describe, expect, test } from 'vitest'
import { type DecisionGraph, graphsOf } from '../../playground/record/decision-graph.ts'
import { graphLine } from '../../playground/record/graph-lines.ts'
import { storyOf } from '../../playground/record/story.ts'
import { isRuleId } from '../../src/device/rule.ts'
import { RULE_BOOK, ruleOf } from '../../src/explain/rule-book.ts'
import { flightsOf, SIBLINGS } from './siblings.ts'

const flights = await flightsOf(SIBLINGS)
const chapters = flights.flatMap(storyOf)
const graphs = chapters.flatMap(({ steps }) => graphsOf(steps))
const unicast = storyOf(flights[2]!)

function find({ nodes }: DecisionGraph, id: string) {
  return nodes.find(({ rule }) => rule.id === id)!
}

describe('the decision graph', () => {
  test('every decision of a stay is a node that is lit, with its answer and values', () => {
    for (const { steps } of chapters) {
      const asks = graphsOf(steps).flatMap(({ nodes }) => nodes.flatMap((node) => node.asks))
      const decisions = steps.filter(({ kind }) => kind === 'decision')
      expect(asks.toSorted((a, b) => a.sequence - b.sequence)).toEqual(decisions)
    }
  })

  test('is drawn from the rules: each answer that leads to a rule is an edge, and there are no others', () => {
    for (const { nodes, edges } of graphs) {
      const drawn = edges.flatMap(({ from, to, answers }) =>
        answers.map((answer) => `${from} ${answer} ${to}`),
      )
      const said = nodes.flatMap(({ rule }) =>
        (['yes', 'no'] as const)
          .filter((answer) => isRuleId(rule[answer]))
          .map((answer) => `${rule.id} ${answer} ${rule[answer]}`),
      )
      expect(drawn.toSorted()).toEqual(said.toSorted())
    }
  })

  test('edges lead down, no two nodes stand in one place, and what was asked stands in the first column', () => {
    for (const graph of graphs) {
      for (const { from, to } of graph.edges)
        expect(find(graph, to).layer, `${from} to ${to}`).toBeGreaterThan(find(graph, from).layer)
      const places = graph.nodes.map(({ layer, column }) => `${layer},${column}`)
      expect(new Set(places).size).toBe(places.length)
    }
  })

  test('a unicast to a bridge sibling: the ways not taken are there, and pale', () => {
    const [graph] = graphsOf(unicast.find(({ place }) => place.dev === 'eth0')!.steps)
    expect(graph!.nodes.filter(({ asks }) => asks.length > 0).map(({ rule }) => rule.id)).toEqual([
      ...['RX1', 'SRC1', 'RX2', 'RX7', 'RX8', 'RX9', 'RX10'],
    ])
    expect(find(graph!, 'RX3')).toMatchObject({ asks: [] })
    expect(find(graph!, 'RX3').column).toBeGreaterThan(0)
    const lit = graph!.edges.filter((edge) => edge.lit).map(({ from, to }) => `${from}-${to}`)
    expect(new Set(lit)).toEqual(
      new Set(['RX1-SRC1', 'SRC1-RX2', 'RX2-RX7', 'RX7-RX8', 'RX8-RX9', 'RX9-RX10']),
    )
  })

  test('every rule of the book can be drawn, whatever was answered', () => {
    for (const { id } of RULE_BOOK.flatMap(({ rules }) => rules)) {
      const rule = ruleOf(id)
      const step = { ...{ kind: 'decision' as const, sequence: 0, rule, held: true, values: [] } }
      const [graph] = graphsOf([{ ...step, led: rule.yes, otherwise: rule.no }])
      expect(find(graph!, id).layer).toBe(0)
    }
  })
})

const box = fc.record({
  column: fc.nat(3),
  ...{ x: fc.nat(2000), y: fc.nat(2000), w: fc.integer({ min: 100, max: 400 }) },
  h: fc.integer({ min: 40, max: 300 }),
})

property.prop([box, box, fc.boolean()])('a line is a path of numbers', (from, to, blocked) => {
  const { path, label } = graphLine(from, to, blocked)
  expect(path).toMatch(/^M[-\d. MVC]+$/)
  expect(label.every(Number.isFinite)).toBe(true)
})
