import type { LabFile } from './lab-file.ts'
import type { Entry } from './script.ts'

/** Kernels that did the same as the model; none of them knows a script or a world that was changed. */
export function kernelsThatAgree(
  { name, topology }: LabFile,
  script: readonly Entry[],
  scenarios: readonly LabFile[],
): readonly string[] {
  const scenario = scenarios.find((one) => one.name === name)
  if (!scenario || JSON.stringify(scenario.topology) !== JSON.stringify(topology)) return []
  const asWritten = ({ place, text }: Entry, i: number) =>
    place === topology.scriptMachine && text === scenario.blocks[i]
  return script.every(asWritten) ? (scenario.kernels ?? []) : []
}
