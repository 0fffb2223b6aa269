import { traceRecords } from '../../src/world/tracing.ts'
import type { World } from '../../src/world/world.ts'

type Answers = Record<string, 'yes' | 'no' | 'both'>

/** Which answers of which rules have been given. */
export class Edges {
  private readonly walked = new Set<string>()

  add({ trace }: World): void {
    if (trace === undefined) return
    for (const record of traceRecords(trace))
      if (record.kind === 'decision') this.walked.add(`${record.rule} ${record.held ? 'yes' : 'no'}`)
  }

  join({ walked }: Edges): void {
    for (const edge of walked) this.walked.add(edge)
  }

  answers(): Answers {
    const answers: Answers = {}
    for (const edge of [...this.walked].sort()) {
      const [rule, answer] = edge.split(' ') as [string, 'yes' | 'no']
      answers[rule] = answers[rule] === undefined ? answer : 'both'
    }
    return answers
  }
}
