/** Ways out of a command other than its end. They are thrown, and none is a failure of the interpreter. */

export class BreakLoop {
  readonly kind: 'break' | 'continue'
  /** Loops still to leave, this one included. */
  readonly levels: number
  constructor(kind: 'break' | 'continue', levels: number) {
    this.kind = kind
    this.levels = levels
  }
}

/** `return`, caught by the function or sourced file. */
export class ReturnFrom {
  readonly status: number
  constructor(status: number) {
    this.status = status
  }
}

/** `exit`, and errors that end a script. */
export class ExitShell {
  readonly status: number
  constructor(status: number) {
    this.status = status
  }
}

/** An error in an expansion: the rest of the line is dropped; a script goes on with its next line. */
export class DropLine {
  readonly status: number
  constructor(status: number) {
    this.status = status
  }
}
