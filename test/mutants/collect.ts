/** Stands in for `vitest` and `@fast-check/vitest`: test files hand their tests over instead of running them. */
import { fc } from '@fast-check/vitest'
import { expect, vi } from 'vitest'

export { expect, fc, vi }

export interface Check {
  readonly name: string
  run(): unknown
}

const checks: Check[] = []
let groups: readonly string[] = []

/** Every test that the files given have, in their order. */
export async function collectFrom(files: readonly string[]): Promise<readonly Check[]> {
  for (const file of files) {
    groups = [file]
    await import(/* @vite-ignore */ file)
  }
  return checks
}

type Body = (...given: never[]) => unknown
type Options = number | { readonly timeout?: number }

function add(name: string, body: Body, given: readonly unknown[] = []): void {
  checks.push({ name: [...groups, name].join(' > '), run: () => body(...(given as never[])) })
}

function group(name: string, body: Body, given: readonly unknown[] = []): void {
  const before = groups
  groups = [...groups, name]
  body(...(given as never[]))
  groups = before
}

/** `each([…])(name, body)`: a row that is a list gives several arguments. */
function each(into: typeof add) {
  return (rows: readonly unknown[]) => (name: string, body: Body) => {
    for (const row of rows) into(`${name} ${nameOf(row)}`, body, Array.isArray(row) ? row : [row])
  }
}

function nameOf(row: unknown): string {
  const first = Array.isArray(row) ? row[0] : row
  return String((first as { name?: unknown } | null)?.name ?? first)
}

/** `test(name, body, options)` or `test(name, options, body)`. */
function one(name: string, first: Body | Options, second?: Body | Options): void {
  add(name, (typeof first === 'function' ? first : second) as Body)
}

/** What depends on the machine is left out, so that the score does not. */
const leftOut = () => () => {}

type Arbitraries = readonly fc.Arbitrary<unknown>[]

/** A counterexample is enough: nobody will read the smallest. */
function prop(arbitraries: Arbitraries, parameters: fc.Parameters<unknown[]> = {}) {
  return (name: string, body: Body) => {
    const property = fc.asyncProperty(fc.tuple(...arbitraries), async (given) => {
      await body(...(given as never[]))
    })
    add(name, () => fc.assert(property, { ...(parameters as object), endOnFailure: true }))
  }
}

export const test = Object.assign(one, { each: each(add), skipIf: leftOut, runIf: leftOut, prop })
export const it = test
export const describe = Object.assign(group, { each: each(group), skipIf: leftOut, runIf: leftOut })
