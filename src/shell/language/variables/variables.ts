import { copyVariable, isSet, newVariable, scalarOf, type Variable } from './variable.ts'

/** A variable that the shell makes on reading, such as RANDOM. */
export interface Dynamic {
  get(): string
  set?(text: string): void
}

export interface Scope {
  readonly variables: Map<string, Variable>
  /** `x=1 command`: gone after the command, and passed on to what it starts. */
  readonly temporary: boolean
}

/** The shell's variables: dynamic scope, the innermost function's locals first. */
export class Variables {
  #scopes: Scope[] = [{ variables: new Map(), temporary: false }]
  readonly dynamic: Map<string, Dynamic>
  #exports: ReadonlyMap<string, string> | undefined

  constructor(dynamic = new Map<string, Dynamic>()) {
    this.dynamic = dynamic
  }

  copy(dynamic: Map<string, Dynamic>): Variables {
    const copied = new Variables(dynamic)
    copied.#scopes = this.#scopes.map(({ variables, temporary }) => ({
      variables: new Map([...variables].map(([name, variable]) => [name, copyVariable(variable)])),
      temporary,
    }))
    return copied
  }

  find(name: string): Variable | undefined {
    for (let i = this.#scopes.length - 1; i >= 0; i--) {
      const found = this.#scopes[i]!.variables.get(name)
      if (found) return found
    }
    return undefined
  }

  /** Follows name references; undefined for a circle. */
  resolve(name: string): string {
    for (let hops = 0; hops < 8; hops++) {
      const variable = this.find(name)
      if (!variable?.attributes.has('n') || !variable.text) return name
      name = variable.text
    }
    return name
  }

  get(name: string): string | undefined {
    const dynamic = this.dynamic.get(name)
    if (dynamic) return dynamic.get()
    const variable = this.find(name)
    if (!variable?.attributes.has('n')) return scalarOf(variable)
    const target = this.resolve(name)
    return target === name ? variable.text : this.get(target)
  }

  /** The variable to assign to: an existing one, else a new global. */
  ensure(name: string): Variable {
    const found = this.find(name)
    if (found?.attributes.has('x')) this.changed()
    if (found) return found
    const made = newVariable()
    this.#scopes[0]!.variables.set(name, made)
    return made
  }

  /** Plain assignment by the shell itself; attributes other than export are not looked at. */
  set(name: string, text: string): void {
    const dynamic = this.dynamic.get(name)
    if (dynamic) return dynamic.set?.(text)
    const variable = this.ensure(name)
    if (variable.array) variable.array[0] = text
    else if (variable.map) variable.map.set('0', text)
    else variable.text = text
  }

  setArray(name: string, values: readonly string[]): void {
    const variable = this.ensure(name)
    delete variable.text
    variable.array = [...values]
  }

  unset(name: string): void {
    this.changed()
    this.dynamic.delete(name)
    for (let i = this.#scopes.length - 1; i >= 0; i--) {
      const { variables } = this.#scopes[i]!
      if (!variables.has(name)) continue
      // A local stays local after unset, so that an assignment does not reach the caller's variable.
      if (i > 0 && i === this.#localIndex()) variables.set(name, newVariable())
      else variables.delete(name)
      return
    }
  }

  /** The variable in the current function's own scope. */
  declareLocal(name: string, inherit = false): Variable {
    this.changed()
    const scope = this.#scopes[this.#localIndex()]!.variables
    const known = scope.get(name)
    if (known) return known
    const outer = this.find(name)
    const temporary = this.#inTemporary(name)
    const made = (inherit || temporary) && outer ? copyVariable(outer) : newVariable()
    // Locals of an exported variable are exported too.
    if (outer?.attributes.has('x')) made.attributes.add('x')
    scope.set(name, made)
    return made
  }

  global(name: string): Variable {
    this.changed()
    const scope = this.#scopes[0]!.variables
    const found = scope.get(name) ?? newVariable()
    scope.set(name, found)
    return found
  }

  isLocal(name: string): boolean {
    return this.#localIndex() > 0 && this.#scopes[this.#localIndex()]!.variables.has(name)
  }

  #localIndex(): number {
    for (let i = this.#scopes.length - 1; i > 0; i--) if (!this.#scopes[i]!.temporary) return i
    return 0
  }

  #inTemporary(name: string): boolean {
    return this.#scopes.some((scope) => scope.temporary && scope.variables.has(name))
  }

  push(temporary: boolean): void {
    this.#scopes.push({ variables: new Map(), temporary })
    this.changed()
  }

  /** An assignment in front of a command, into the scope just pushed. */
  setTemporary(name: string, text: string): void {
    const variable = newVariable()
    variable.text = text
    variable.attributes.add('x')
    this.#scopes.at(-1)!.variables.set(name, variable)
    this.changed()
  }

  pop(): void {
    this.#scopes.pop()
    this.changed()
  }

  /** Every variable that can be seen, by name. */
  visible(): Map<string, Variable> {
    return new Map([...this.#unsorted()].sort(([a], [b]) => (a < b ? -1 : 1)))
  }

  #unsorted(): Map<string, Variable> {
    const all = new Map<string, Variable>()
    for (const { variables } of this.#scopes)
      for (const [name, variable] of variables) all.set(name, variable)
    return all
  }

  /** To be called after changing a variable obtained from find, ensure or declareLocal. */
  changed(): void {
    this.#exports = undefined
  }

  exported(): ReadonlyMap<string, string> {
    this.#exports ??= new Map(
      [...this.#unsorted()]
        .filter(
          ([, variable]) =>
            variable.attributes.has('x') && isSet(variable) && !variable.array && !variable.map,
        )
        .map(([name, variable]) => [name, variable.text!]),
    )
    return this.#exports
  }
}
