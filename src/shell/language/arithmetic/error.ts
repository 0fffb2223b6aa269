/** An error in an expression; `token` is the rest of the text from the last token on, as bash shows it. */
export class ArithmeticError extends Error {
  readonly token: string
  /** The innermost expression; set by the evaluator. */
  expression = ''
  constructor(message: string, token: string) {
    super(message)
    this.token = token
  }
}
