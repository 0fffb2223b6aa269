import type { KernelVersion } from '../device/kernel-version.ts'
import { valuesOf } from '../device/rule-values.ts'
import { ruleOf } from '../explain/rule-book.ts'
import { toHex } from '../frame/frame.ts'
import { runOnKernel } from '../harness/kernel.ts'
import { formatTraceLine } from '../harness/observation.ts'
import { runLab } from '../shell/lab.ts'
import type { TraceRecord } from '../world/trace.ts'
import { traceLoss, traceRecords } from '../world/tracing.ts'
import type { World } from '../world/world.ts'
import { CannotRun } from './cannot-run.ts'
import { OutputFile } from './files.ts'
import type { Lab } from './labs.ts'

/** `macvlan-lab run`: the script's output and exit status. Throws CannotRun. */
export async function runInSimulator(
  { script, topology, ipv6 }: Lab,
  traceFile: string | undefined,
  kernel: KernelVersion | undefined,
): Promise<number> {
  const file = traceFile === undefined ? undefined : new OutputFile(traceFile)
  const { status, world, start } = await runLab({
    topology,
    script,
    world: { ipv6, ...(file && { trace: true }), ...(kernel !== undefined && { kernel }) },
    onOutput: forward,
  })
  if (file) writeTrace(file, world, start)
  return status
}

/** `macvlan-lab run --kernel`. Throws CannotRun. */
export async function runOnThisKernel(
  { script, topology, ipv6 }: Lab,
  traceFile: string | undefined,
): Promise<number> {
  const file = traceFile === undefined ? undefined : new OutputFile(traceFile)
  const run = await runOnKernel({ topology, script, ipv6, onOutput: forward })
  if (run.outcome !== 'ended') throw new CannotRun(run.message)
  const { trace, status } = run.observation
  file?.write(trace.map(formatTraceLine).join(''))
  return status
}

function forward(stream: 'stdout' | 'stderr', bytes: string): void {
  process[stream].write(Buffer.from(bytes, 'latin1'))
}

/** Frames as the kernel run writes them, and between them what was decided about them. */
function writeTrace(file: OutputFile, world: World, start: number): void {
  const { trace } = world
  if (trace === undefined) return
  const loss = traceLoss(trace)
  if (loss !== undefined) process.stderr.write(`macvlan-lab: ${loss}\n`)
  const lines = [...traceRecords(trace)].map((record) => formatRecord(record, start))
  file.write(lines.join(''))
}

function formatRecord(record: TraceRecord, start: number): string {
  const { copy } = record
  const { machine, netns, dev } = record.place
  const where = { time: record.time - start, machine, netns, dev }
  switch (record.kind) {
    case 'seen':
      return line({ ...where, type: record.type, frame: toHex(record.frame.bytes), copy })
    case 'decision': {
      const rule = ruleOf(record.rule)
      const values = valuesOf(rule, record.facts)
      return line({ ...where, rule: rule.id, kernel: rule.kernel, held: record.held, values, copy })
    }
    case 'fate': {
      const { rule, outcome, reason, parent } = record
      return line({
        ...where,
        rule,
        kernel: ruleOf(rule).kernel,
        outcome,
        reason,
        copy,
        ...(parent && { parent }),
      })
    }
  }
}

function line(value: object): string {
  return `${JSON.stringify(value)}\n`
}
