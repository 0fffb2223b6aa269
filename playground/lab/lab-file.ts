import type { Topology } from '../../src/topology/topology.ts'

/** A lab to begin with: where it takes place, and the script that is offered. */
export interface LabFile {
  readonly name: string
  readonly about: string
  readonly topology: Topology
  readonly blocks: readonly string[]
}
