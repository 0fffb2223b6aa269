import type { Plugin } from 'vite'
import { buildWorld } from '../src/world/build-world.ts'
import { claimEvidence } from './build/claim-evidence.ts'
import { FIRST, readScenario, scenarioNames } from './build/scenario-files.ts'
import { evidenceOf, galleryLab, runScenario, type ScenarioRun } from './build/scenario-runs.ts'
import type { LabFile } from './lab/lab-file.ts'
import { sceneOf } from './picture/scene.ts'

/**
 * The scenarios as data, read and run when the page is built: the first visit needs neither a parser of files nor a
 * world to show its picture, pictures of labs come with the gallery, and rules know on which kernels they were seen
 * to hold.
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
          return `export const firstLab = ${JSON.stringify(withScene(readScenario(FIRST)))}`
        case '\0virtual:labs/all':
          return `export const labs = ${JSON.stringify((await allRuns()).map(galleryLab))}`
        case '\0virtual:labs/claims':
          return `export const claimEvidence = ${JSON.stringify(claimEvidence())}`
        case '\0virtual:labs/evidence':
          return `export const evidence = ${JSON.stringify(evidenceOf(await allRuns()))}`
      }
      return undefined
    },
  }
}

function withScene(file: LabFile): LabFile {
  const { topology } = file
  return { ...file, scene: sceneOf(buildWorld(topology), topology.scriptMachine) }
}
