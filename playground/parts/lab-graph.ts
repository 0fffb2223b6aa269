import { html, nothing, svg } from 'lit'
import { ruleOf } from '../../src/explain/rule-book.ts'
import '../style/graph.css'
import type { Scene } from '../picture/scene.ts'
import {
  type Answer,
  type DecisionGraph,
  type GraphEdge,
  type GraphNode,
  graphsOf,
} from '../record/decision-graph.ts'
import { graphLine, type NodeBox } from '../record/graph-lines.ts'
import { type Chapter, isEnd } from '../record/story.ts'
import { ENGLISH_RULES, type RuleWords } from '../words/rule-words.ts'
import { LightElement } from './light-element.ts'
import { ruleButton, type StepContext, valuesLine } from './why-step.ts'

const ANSWERS: readonly Answer[] = ['yes', 'no']

/** All that could have become of a frame at one device, and in colour what did. */
export class LabGraph extends LightElement {
  static override properties = {
    ...LightElement.properties,
    chapter: { attribute: false },
    rules: { attribute: false },
    scene: { attribute: false },
    boxes: { state: true },
  }
  declare chapter: Chapter | undefined
  declare rules: RuleWords
  declare scene: Scene | undefined
  /** Where the nodes have come to stand: lines are drawn between them once that is known. */
  declare boxes: ReadonlyMap<string, NodeBox>

  #watch: ResizeObserver | undefined

  constructor() {
    super()
    this.rules = ENGLISH_RULES
    this.boxes = new Map()
  }

  override connectedCallback(): void {
    super.connectedCallback()
    this.#watch = new ResizeObserver(() => this.#measure())
    this.#watch.observe(this)
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    this.#watch?.disconnect()
  }

  protected override updated(): void {
    this.#measure()
  }

  #measure(): void {
    const nodes = [...this.querySelectorAll<HTMLElement>('.node')]
    const boxes = new Map(nodes.map((node) => [node.dataset['key']!, boxOf(node)]))
    if (!isSame(boxes, this.boxes)) this.boxes = boxes
  }

  get #context(): StepContext {
    const { words, rules, scene } = this
    return { words, rules, scene, openRule: (id) => this.tell('rule-opened', id) }
  }

  protected override render() {
    const { chapter, words } = this
    if (!chapter) return nothing
    return html`<p class="legend"><span class="lit">${words.graphLit}</span> <span class="pale">${words.graphPale}</span></p>
      ${graphsOf(chapter.steps).map((graph, i) => this.#graph(graph, i))}`
  }

  #graph(graph: DecisionGraph, index: number) {
    const pale = graph.columns > 1 ? ` repeat(${graph.columns - 1}, minmax(200px, 220px))` : ''
    return html`<div class="decisions" role="group" aria-label=${this.words.graphOf(graph.nodes[0]!.rule.id)} style=${`--columns: minmax(250px, 340px)${pale}`}>
      <svg aria-hidden="true">${graph.edges.filter(({ lit }) => !lit).map((edge) => this.#edge(graph, edge, index))}${graph.edges.filter(({ lit }) => lit).map((edge) => this.#edge(graph, edge, index))}</svg>
      ${graph.nodes.map((node) => this.#node(node, index))}
    </div>`
  }

  #node(node: GraphNode, index: number) {
    const { rule, asks, layer, column } = node
    const lit = asks.length > 0
    return html`<article class=${`node ${lit ? 'lit' : 'pale'}`} data-rule=${rule.id} data-key=${`${index} ${rule.id}`} data-column=${column}
      style=${`--at: ${layer + 1} / ${column + 1}`}>
      <p class="source">${ruleButton(rule.id, this.#context)} <code>${rule.kernel}</code></p>
      <p class="question">${this.rules.question(rule.id, rule.question)}</p>
      ${lit ? this.#asks(node) : nothing}
      ${ANSWERS.map((answer) => (isEnd(rule[answer]) ? this.#end(node, answer) : this.#lead(node, answer)))}
    </article>`
  }

  #asks({ asks }: GraphNode) {
    return asks.map(
      (step) =>
        html`<div class="ask-line"><strong class=${step.held ? 'yes' : 'no'}>${step.held ? this.words.yes : this.words.no}</strong>${valuesLine(step, this.#context)}</div>`,
    )
  }

  /** An answer that ends here stands in the node itself. */
  #end({ rule, asks }: GraphNode, answer: Answer) {
    const taken = asks.some(({ held }) => held === (answer === 'yes'))
    return html`<p class=${`end ${taken ? 'taken' : ''}`}><em>${this.words[answer]}</em> ${this.rules.end(rule[answer])}</p>`
  }

  /** Where there is no room for the ways that were not taken: what the next question would have been. */
  #lead({ rule, asks }: GraphNode, answer: Answer) {
    if (asks.some(({ held }) => held === (answer === 'yes'))) return nothing
    const next = ruleOf(rule[answer])
    return html`<p class="end lead"><em>${this.words[answer]}</em> ${ruleButton(next.id, this.#context)} ${this.rules.question(next.id, next.question)}</p>`
  }

  #edge(graph: DecisionGraph, { from, to, answers, lit }: GraphEdge, index: number) {
    const [a, b] = [this.boxes.get(`${index} ${from}`), this.boxes.get(`${index} ${to}`)]
    if (!a || !b) return nothing
    const { path, label } = graphLine(a, b, isBlocked(graph, from, to))
    const text = answers.length === 2 ? this.words.eitherWay : this.words[answers[0]!]
    return svg`<g class=${lit ? 'lit' : 'pale'}><path d=${path}/><text x=${label[0]} y=${label[1]}>${text}</text></g>`
  }
}

/** Whether another node stands in the same column between two. */
function isBlocked({ nodes }: DecisionGraph, from: string, to: string): boolean {
  const find = (id: string) => nodes.find(({ rule }) => rule.id === id)!
  const [a, b] = [find(from), find(to)]
  return nodes.some(({ column, layer }) => column === a.column && layer > a.layer && layer < b.layer)
}

function boxOf({ dataset, offsetLeft, offsetTop, offsetWidth, offsetHeight }: HTMLElement): NodeBox {
  return { column: Number(dataset['column']), x: offsetLeft, y: offsetTop, w: offsetWidth, h: offsetHeight }
}

function isSame(a: ReadonlyMap<string, NodeBox>, b: ReadonlyMap<string, NodeBox>): boolean {
  return JSON.stringify([...a]) === JSON.stringify([...b])
}

customElements.define('lab-graph', LabGraph)
