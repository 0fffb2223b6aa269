import type { Plugin } from 'vite'
import { FIRST, readScenario, scenarioNames } from './build/scenario-files.ts'
import { evidenceOf, galleryLab, runScenario, type ScenarioRun } from './build/scenario-runs.ts'

/**
 * The scenarios as data, read and run when the page is built: the first visit needs no parser of files, pictures of
 * labs come with the gallery, and rules know on which kernels they were seen to hold.
 */
export function labsPlugin(): Plugin {
  let runs: Promise<ScenarioRun[]> | undefined
  const allRuns = () => {
    runs ??= Promise.all(scenarioNames().map((name) => runScenario(readScenario(name))))
    return runs
  }
  return {
    name: 'labs',
    resolveId: (id) => (id.startsWith('virtual:labs/') ? `\0${id}` : undefined),
    async load(id) {
      switch (id) {
        case '\0virtual:labs/first':
          return `export const firstLab = ${JSON.stringify(readScenario(FIRST))}`
        case '\0virtual:labs/all':
          return `export const labs = ${JSON.stringify((await allRuns()).map(galleryLab))}`
        case '\0virtual:labs/evidence':
          return `export const evidence = ${JSON.stringify(evidenceOf(await allRuns()))}`
      }
      return undefined
    },
  }
}
