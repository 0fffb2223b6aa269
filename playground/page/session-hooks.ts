import type { View } from '../lab/link.ts'
import type { PlaceName } from '../lab/script.ts'

/** The terminals, as a lab writes to them. */
export interface Screen {
  write(place: PlaceName, text: string): void
  prompt(place: PlaceName): void
  echo(place: PlaceName, text: string): void
  reset(): void
}

/** What a session asks of the page, and tells it. */
export interface SessionHooks {
  /** undefined until the terminals are there. */
  readonly screen: () => Screen | undefined
  readonly onChange: () => void
  /** A lab begins anew: nothing in it is chosen. */
  readonly onBegin: () => void
  /** Lines begin to run: what was said of the lab before is of no more use. */
  readonly onRun: () => void
  /** Something was typed or taken back. */
  readonly onTyped: () => void
  readonly onStorm: (dev: string) => void
  /** What the reader looks at, and, of a link that has run, what its sender looked at. */
  readonly view: () => View
  readonly onView: (view: View) => void
}
