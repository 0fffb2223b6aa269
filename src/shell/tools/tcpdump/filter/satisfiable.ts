import type { Comparison, Condition } from './condition.ts'

/** What has been assumed about a loaded value. */
interface Known {
  equal: number | undefined
  readonly unequal: readonly number[]
}

interface Goal {
  readonly condition: Condition
  readonly wanted: boolean
}

type Facts = ReadonlyMap<string, Known>

/** Choices tried before giving up and calling the filter possible. */
const MAX_STEPS = 20_000

/**
 * Whether any packet can match, as far as libpcap's optimizer sees: by values that must equal two things at once. It
 * refuses the others ("expression rejects all packets").
 */
export function satisfiable(condition: Condition): boolean {
  let steps = 0
  const solve = (goals: readonly Goal[], facts: Facts): boolean => {
    const [goal, ...rest] = goals
    if (!goal || ++steps > MAX_STEPS) return true
    const { condition: each, wanted } = goal
    switch (each.kind) {
      case 'not':
        return solve([{ condition: each.of, wanted: !wanted }, ...rest], facts)
      case 'always':
        return each.value === wanted && solve(rest, facts)
      case 'and':
      case 'or': {
        const [left, right] = [each.left, each.right].map((part) => ({ condition: part, wanted }))
        const conjunction = (each.kind === 'and') === wanted
        if (conjunction) return solve([left!, right!, ...rest], facts)
        return solve([left!, ...rest], facts) || solve([right!, ...rest], facts)
      }
      case 'compare': {
        const learned = learn(each, wanted, facts)
        return learned !== undefined && solve(rest, learned)
      }
    }
  }
  return solve([{ condition, wanted: true }], new Map())
}

/** undefined if the comparison contradicts the facts. */
function learn(comparison: Comparison, wanted: boolean, facts: Facts): Facts | undefined {
  const { left, operator, right } = comparison
  if (right.kind !== 'number') return facts
  if (left.kind === 'number')
    return constant(comparison, left.value, right.value) === wanted ? facts : undefined
  const key = JSON.stringify(left)
  const known = facts.get(key) ?? { equal: undefined, unequal: [] }
  if (known.equal !== undefined)
    return constant(comparison, known.equal, right.value) === wanted ? facts : undefined
  if (operator !== '=') return facts
  if (wanted && known.unequal.includes(right.value)) return undefined
  const learned = wanted
    ? { ...known, equal: right.value }
    : { ...known, unequal: [...known.unequal, right.value] }
  return new Map(facts).set(key, learned)
}

function constant(comparison: Comparison, left: number, right: number): boolean {
  if (comparison.operator === '=') return left === right
  return comparison.operator === '>' ? left > right : left >= right
}
