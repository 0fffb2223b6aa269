import { isRuleId, type Rule } from '../../src/device/rule.ts'
import { ruleOf } from '../../src/explain/rule-book.ts'
import type { DecisionStep, Step } from './story.ts'

/**
 * The rules that a frame met at one device, and those that it would have met with other answers. It is drawn from
 * the rules themselves: whoever changes a rule changes the picture.
 */
export interface DecisionGraph {
  /** By layers, and by columns within a layer. */
  readonly nodes: readonly GraphNode[]
  readonly edges: readonly GraphEdge[]
  readonly columns: number
}

export interface GraphNode {
  readonly rule: Rule
  /** Every time that it was asked: once for each copy. Empty: the frame never came here. */
  readonly asks: readonly DecisionStep[]
  /** Every edge leads to a layer further down. */
  readonly layer: number
  /** The way that was taken runs down column 0. */
  readonly column: number
}

export type Answer = 'yes' | 'no'

export interface GraphEdge {
  readonly from: string
  readonly to: string
  readonly answers: readonly Answer[]
  /** The frame went this way. */
  readonly lit: boolean
}

/** Rules lead from one to the next; where they do not, another graph begins. */
export function graphsOf(steps: readonly Step[]): DecisionGraph[] {
  const families: { readonly ids: ReadonlySet<string>; readonly asks: DecisionStep[] }[] = []
  for (const step of steps) {
    if (step.kind !== 'decision') continue
    const family = families.find(({ ids }) => ids.has(step.rule.id))
    if (family) family.asks.push(step)
    else families.push({ ids: new Set(reachableFrom(step.rule.id)), asks: [step] })
  }
  return families.map(({ ids, asks }) => graphOf([...ids], asks))
}

function graphOf(ids: readonly string[], asks: readonly DecisionStep[]): DecisionGraph {
  const edges = ids.flatMap((id) => edgesFrom(id, asks))
  const layers = layersOf(ids, edges)
  const asked = (id: string) => asks.filter(({ rule }) => rule.id === id)
  const order = ids.toSorted((a, b) => layers.get(a)! - layers.get(b)!)
  const columns = columnsOf(order, layers, edges, (id) => asked(id).length > 0)
  const nodes = order.map((id) => ({
    ...{ rule: ruleOf(id), asks: asked(id) },
    ...{ layer: layers.get(id)!, column: columns.get(id)! },
  }))
  return { nodes, edges, columns: Math.max(...columns.values()) + 1 }
}

function reachableFrom(id: string, found = new Set<string>()): Set<string> {
  if (found.has(id)) return found
  found.add(id)
  for (const to of targetsOf(id)) reachableFrom(to, found)
  return found
}

function targetsOf(id: string): string[] {
  const { yes, no } = ruleOf(id)
  return [...new Set([yes, no])].filter(isRuleId)
}

function edgesFrom(from: string, asks: readonly DecisionStep[]): GraphEdge[] {
  const rule = ruleOf(from)
  return targetsOf(from).map((to) => {
    const answers = (['yes', 'no'] as const).filter((answer) => rule[answer] === to)
    const lit = asks.some(({ rule: { id }, led }) => id === from && led === to)
    return { from, to, answers, lit }
  })
}

/** The longest way to each rule. A rule that leads back to one before it starts no further layer. */
function layersOf(ids: readonly string[], edges: readonly GraphEdge[]): Map<string, number> {
  const layers = new Map<string, number>(ids.map((id) => [id, 0]))
  const visit = (id: string, layer: number, way: readonly string[]): void => {
    if (way.includes(id) || layer < layers.get(id)!) return
    layers.set(id, layer)
    for (const { from, to } of edges) if (from === id) visit(to, layer + 1, [...way, id])
  }
  if (ids[0] !== undefined) visit(ids[0], 0, [])
  return layers
}

/** What was asked stands in one line; what was not keeps to the column of what leads to it. */
function columnsOf(
  order: readonly string[],
  layers: ReadonlyMap<string, number>,
  edges: readonly GraphEdge[],
  isAsked: (id: string) => boolean,
): Map<string, number> {
  const columns = new Map<string, number>()
  const taken = new Set<string>()
  const isFree = (id: string, column: number) => !taken.has(`${layers.get(id)},${column}`)
  const stand = (id: string, first: number) => {
    let column = first
    while (!isFree(id, column)) column++
    columns.set(id, column)
    taken.add(`${layers.get(id)},${column}`)
  }
  for (const id of order.filter(isAsked)) stand(id, 0)
  for (const id of order.filter((one) => !isAsked(one))) {
    const parents = edges.filter(({ to }) => to === id).map(({ from }) => columns.get(from) ?? 0)
    const beside = Math.max(1, ...parents.filter((column) => column > 0).slice(0, 1))
    stand(id, isFree(id, beside) ? beside : 1)
  }
  return columns
}
