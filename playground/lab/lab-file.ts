import type { Topology } from '../../src/topology/topology.ts'
import type { Scene } from '../picture/scene.ts'
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
  /** Of the script in a checkout; absent: the scenario of that name. */
  readonly path?: string
  /** What it looks like before anything is typed, where the page was built with it. */
  readonly scene?: Scene
}

/** A lab of the gallery, with what helps to choose it. */
export interface GalleryLab extends LabFile {
  readonly topics: readonly Topic[]
  readonly thumbnail: Thumbnail
}
