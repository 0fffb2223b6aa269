import type { GalleryLab } from './lab-file.ts'
import { TOPICS, type Topic } from './topics.ts'

export interface Choice {
  readonly search: string
  readonly topic: Topic | undefined
}

/** The labs of a topic whose text or script holds every word that is looked for. */
export function choiceOf(
  labs: readonly GalleryLab[],
  { search, topic }: Choice,
  said: (lab: GalleryLab) => string,
): GalleryLab[] {
  const wanted = search.toLowerCase().split(/\s+/).filter(Boolean)
  return labs.filter((lab) => {
    if (topic !== undefined && !lab.topics.includes(topic)) return false
    const text = `${lab.name} ${said(lab)} ${lab.blocks.join(' ')}`.toLowerCase()
    return wanted.every((word) => text.includes(word))
  })
}

/** Topics that some lab is about. */
export function topicsIn(labs: readonly GalleryLab[]): Topic[] {
  return TOPICS.filter((topic) => labs.some(({ topics }) => topics.includes(topic)))
}
