/** `host`, or `host/ns1`: a machine, and a namespace of it. */
export type PlaceName = string

/** One line (or a block of lines that belong together) that was typed. */
export interface Entry {
  readonly place: PlaceName
  readonly text: string
  /** Virtual time, if it was typed while another terminal was at work. */
  readonly at?: number
  /** Virtual time at which Ctrl-C ended it. */
  readonly stopAt?: number
}
