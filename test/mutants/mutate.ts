import ts from 'typescript'

/** What may be done to a condition. `bound`: `<` becomes `<=`, and the like. */
export type Change = 'true' | 'false' | 'not' | 'bound'

/** A condition of the source, with every change that is tried on it. */
export interface Site {
  /** `src/macvlan/receive.ts receiveGroup: source !== undefined`, and ` #2` where that comes again. */
  readonly name: string
  readonly line: number
  readonly changes: readonly Change[]
}

/** What the rewritten source calls: `held(7, port.up)`, `held(8, a < b, a === b)`. */
export const SWITCH = '__held'

/**
 * Rewrites a source so that each of its conditions can be changed while it runs: all mutants are in the one text, and
 * `switchboard.ts` says which of them lives. `first` numbers its first condition.
 */
export function mutate(path: string, text: string, first: number): { text: string; sites: readonly Site[] } {
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true)
  const sites: Site[] = []
  const names = new Map<string, number>()

  const nameOf = (node: ts.Node): string => {
    const name = `${path} ${functionAround(node)}: ${node.getText(file).replaceAll(/\s+/g, ' ')}`
    const count = (names.get(name) ?? 0) + 1
    names.set(name, count)
    return count === 1 ? name : `${name} #${count}`
  }

  const rewrite = (node: ts.Node): string => {
    const changes = changesOf(node)
    if (changes.length === 0) return rewriteParts(node)
    const number = first + sites.length
    const line = file.getLineAndCharacterOfPosition(node.getStart(file)).line + 1
    sites.push({ name: nameOf(node), line, changes })
    const bound = changes.includes('bound') ? `, ${equality(node as ts.BinaryExpression, file)}` : ''
    return `${SWITCH}(${number}, ${rewriteParts(node)}${bound})`
  }

  const rewriteParts = (node: ts.Node): string => {
    let done = ''
    let at = node.getStart(file)
    node.forEachChild((child) => {
      const start = child.getStart(file)
      if (start < at) return
      done += text.slice(at, start) + rewrite(child)
      at = child.getEnd()
    })
    return done + text.slice(at, node.getEnd())
  }

  return { text: rewrite(file), sites }
}

function changesOf(node: ts.Node): readonly Change[] {
  if (!ts.isExpression(node) || isPlainBoolean(node) || isWrapping(node)) return []
  const side = sideOfLogic(node)
  const relation = ts.isBinaryExpression(node) && isRelation(node.operatorToken.kind)
  const bound: readonly Change[] = relation ? ['bound'] : []
  // `a && b` is false if either is: forcing a part is worth something in one direction only.
  if (side === ts.SyntaxKind.AmpersandAmpersandToken) return ['true', ...bound]
  if (side === ts.SyntaxKind.BarBarToken) return ['false', ...bound]
  return isCondition(node) ? ['true', 'false', 'not', ...bound] : bound
}

function isPlainBoolean({ kind }: ts.Node): boolean {
  return kind === ts.SyntaxKind.TrueKeyword || kind === ts.SyntaxKind.FalseKeyword
}

/** What stands in `!…` or `(…)` is changed instead: both would be the same twice. */
function isWrapping(node: ts.Node): boolean {
  return isNegation(node) || ts.isParenthesizedExpression(node)
}

function isNegation(node: ts.Node): boolean {
  return ts.isPrefixUnaryExpression(node) && node.operator === ts.SyntaxKind.ExclamationToken
}

/** The `&&` or `||` that a node is a part of, through negations and brackets. */
function sideOfLogic(node: ts.Node): ts.SyntaxKind | undefined {
  let { parent } = node
  let negated = false
  while (isWrapping(parent)) {
    if (isNegation(parent)) negated = !negated
    ;({ parent } = parent)
  }
  if (!isLogic(parent)) return undefined
  const and = parent.operatorToken.kind === ts.SyntaxKind.AmpersandAmpersandToken
  return and !== negated ? ts.SyntaxKind.AmpersandAmpersandToken : ts.SyntaxKind.BarBarToken
}

function isLogic(node: ts.Node): node is ts.BinaryExpression {
  if (!ts.isBinaryExpression(node)) return false
  const { kind } = node.operatorToken
  return kind === ts.SyntaxKind.AmpersandAmpersandToken || kind === ts.SyntaxKind.BarBarToken
}

function isRelation(kind: ts.SyntaxKind): boolean {
  return kind >= ts.SyntaxKind.LessThanToken && kind <= ts.SyntaxKind.GreaterThanEqualsToken
}

const COMPARISONS = new Set([
  ts.SyntaxKind.EqualsEqualsEqualsToken,
  ts.SyntaxKind.ExclamationEqualsEqualsToken,
  ts.SyntaxKind.InKeyword,
])

/** Something that is asked: a comparison, or what an `if`, a loop, a `? :` or a predicate decides by. */
function isCondition(node: ts.Expression): boolean {
  if (ts.isBinaryExpression(node)) {
    const { kind } = node.operatorToken
    if (isLogic(node) || isRelation(kind) || COMPARISONS.has(kind)) return true
  }
  let place: ts.Node = node
  while (isWrapping(place.parent)) {
    place = place.parent
    if (isNegation(place)) return true
  }
  return decides(place)
}

function decides(node: ts.Node): boolean {
  const { parent } = node
  if (ts.isIfStatement(parent) || ts.isWhileStatement(parent)) return parent.expression === node
  if (ts.isConditionalExpression(parent) || ts.isForStatement(parent)) return parent.condition === node
  if (ts.isReturnStatement(parent)) return returnsBoolean(parent)
  return ts.isArrowFunction(parent) && parent.body === node && isPredicate(parent)
}

function returnsBoolean(node: ts.Node): boolean {
  const around = ts.findAncestor(node, ts.isFunctionLike)
  return around?.type?.kind === ts.SyntaxKind.BooleanKeyword
}

const ASKERS = new Set(['filter', 'some', 'every', 'find', 'findIndex'])

function isPredicate({ parent }: ts.ArrowFunction): boolean {
  if (!ts.isCallExpression(parent) || !ts.isPropertyAccessExpression(parent.expression)) return false
  return ASKERS.has(parent.expression.name.text)
}

function functionAround(node: ts.Node): string {
  const around = ts.findAncestor(node, (one) => ts.isFunctionDeclaration(one) || ts.isMethodDeclaration(one))
  return (around as ts.FunctionDeclaration | undefined)?.name?.text ?? 'at the top'
}

function equality({ left, right }: ts.BinaryExpression, file: ts.SourceFile): string {
  return `(${left.getText(file)}) === (${right.getText(file)})`
}
