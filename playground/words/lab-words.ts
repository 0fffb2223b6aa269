/** The title and the sentence of each lab, by its name, in another language than English. */
export type LabWords = Readonly<Record<string, readonly [title: string, about: string]>>
