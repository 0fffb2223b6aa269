import { ALWAYS, type Condition } from './condition.ts'
import type { Target } from './link.ts'
import { parse } from './parse.ts'
import { satisfiable } from './satisfiable.ts'
import { FilterError, tokens } from './tokens.ts'

/** pcap_compile: the filter, or what libpcap says is wrong with it. */
export function compile(expression: string, target: Target): Condition | string {
  try {
    const found = tokens(expression)
    if (found.length === 0) return ALWAYS
    const condition = parse(found, { target, shift: 0 })
    return satisfiable(condition) ? condition : 'expression rejects all packets'
  } catch (error) {
    if (error instanceof FilterError) return error.message
    throw error
  }
}
