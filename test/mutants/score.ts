import type { Mutant } from './hunt.ts'

interface Count {
  readonly mutants: number
  readonly caught: number
}

export interface Score extends Count {
  /** By folder of src/. */
  readonly folders: Readonly<Record<string, Count>>
}

export function scoreOf(mutants: readonly Mutant[], survivors: ReadonlySet<string>): Score {
  const folderOf = ({ name }: Mutant) => name.split('/')[1]!
  const count = (some: readonly Mutant[]): Count => ({
    mutants: some.length,
    caught: some.filter(({ name }) => !survivors.has(name)).length,
  })
  const folders = [...new Set(mutants.map(folderOf))].map((folder) => [
    folder,
    count(mutants.filter((one) => folderOf(one) === folder)),
  ])
  return { ...count(mutants), folders: Object.fromEntries(folders) }
}
