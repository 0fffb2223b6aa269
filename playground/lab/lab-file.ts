import type { Topology } from '../../src/topology/topology.ts'
import type { Thumbnail } from '../picture/thumbnail.ts'
import type { Topic } from './topics.ts'

/** A lab to begin with: where it takes place, and the script that is offered. */
export interface LabFile {
  readonly name: string
  readonly about: string
  readonly topology: Topology
  readonly blocks: readonly string[]
  /** Kernels that did the same as the model, oldest first; of a reader's own lab none are known. */
  readonly kernels?: readonly string[]
}

/** A lab of the gallery, with what helps to choose it. */
export interface GalleryLab extends LabFile {
  readonly topics: readonly Topic[]
  readonly thumbnail: Thumbnail
}
