import { createReadStream, createWriteStream, existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { finished } from 'node:stream/promises'
import { createGunzip, createGzip } from 'node:zlib'
import { versionOf } from '../device/kernel-version.ts'
import type { KernelTraits } from './kernel-traits.ts'
import type { RecordedWorld } from './recording-witness.ts'

/** Where the worlds of a recording come from. */
export interface RecordingHeader {
  readonly format: typeof FORMAT
  /** `uname -r` */
  readonly release: string
  readonly seed: number
  /** Its bridges have the VLAN filter; absent for those that have not. */
  readonly vlans?: boolean
  /** It has ipvlan; absent for those that have not. */
  readonly ipvlans?: boolean
  /** Its drivers are part of it; absent for those that have modules. */
  readonly modules?: KernelTraits['modules']
}

/** The kernel that the model must be to come out the same. */
export function traitsOf({ release, vlans, ipvlans, modules }: RecordingHeader): KernelTraits {
  return { version: versionOf(release), vlans, ipvlans, modules }
}

/** What of a kernel's traits a recording of it says. */
export function headerTraits({
  vlans,
  ipvlans,
  modules,
}: KernelTraits): Pick<RecordingHeader, 'vlans' | 'ipvlans' | 'modules'> {
  return {
    ...(vlans && { vlans }),
    ...(ipvlans && { ipvlans }),
    ...(modules !== 'module' && modules && { modules }),
  }
}

const FORMAT = 1

/** Worlds as a kernel played them, for machines that have no such kernel: lines of JSON, compressed. */
export class RecordingFile {
  private readonly lines = createGzip({ level: 9 })
  private readonly done: Promise<void>

  constructor(path: string, header: Omit<RecordingHeader, 'format'>) {
    this.done = finished(this.lines.pipe(createWriteStream(path)))
    this.write({ format: FORMAT, ...header })
  }

  add(worlds: readonly RecordedWorld[]): void {
    for (const world of worlds) this.write(world)
  }

  close(): Promise<void> {
    this.lines.end()
    return this.done
  }

  private write(line: object): void {
    this.lines.write(`${JSON.stringify(line)}\n`)
  }
}

/** Throws if the file is no recording. */
export async function readRecording(
  path: string,
): Promise<{ readonly header: RecordingHeader; readonly worlds: readonly RecordedWorld[] }> {
  const lines: unknown[] = []
  const text = createReadStream(path).pipe(createGunzip())
  for await (const line of createInterface({ input: text })) lines.push(JSON.parse(line))
  const [header, ...worlds] = lines as [RecordingHeader?, ...RecordedWorld[]]
  if (header?.format !== FORMAT) throw new Error(`${path}: not a recording of format ${FORMAT}`)
  return { header, worlds }
}

const DIRECTORY = join('test', 'kernel', 'recorded')
const NAME = 'fuzz.jsonl.gz'

/** `recorded`: all that this checkout has; else a file, or the name of the kernel that was recorded. */
export function findRecordings(wanted: string): readonly string[] {
  if (wanted !== 'recorded') return [wanted, join(DIRECTORY, wanted, NAME)].filter(isFile).slice(0, 1)
  if (!existsSync(DIRECTORY)) return []
  return readdirSync(DIRECTORY)
    .map((kernel) => join(DIRECTORY, kernel, NAME))
    .filter(isFile)
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false
}
