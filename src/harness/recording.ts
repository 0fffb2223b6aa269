import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import type { Topology } from '../topology/topology.ts'
import type { KernelFacts } from './kernel-facts.ts'
import type { Observation } from './observation.ts'

/** A kernel run that can be compared again without root, or without Linux. Made by a program, never by hand. */
export interface Recording {
  readonly format: 1
  readonly kernel: KernelFacts
  /** SHA-256 of the script: a recording of another script proves nothing. */
  readonly scriptHash: string
  readonly topology: Topology
  readonly observation: Observation
}

export function makeRecording(
  script: string,
  topology: Topology,
  kernel: KernelFacts,
  observation: Observation,
): Recording {
  return { format: 1, kernel, scriptHash: hashScript(script), topology, observation }
}

/** Whether it is a recording of this script on this world. */
export function isRecordingOf(recording: Recording, script: string, topology: Topology): boolean {
  return (
    recording.scriptHash === hashScript(script) &&
    JSON.stringify(recording.topology) === JSON.stringify(topology)
  )
}

/** `DIRECTORY/6.18/published-lab.json` */
export function recordingPath(directory: string, kernelRelease: string, scenario: string): string {
  const version = /^\d+\.\d+/.exec(kernelRelease)?.[0] ?? kernelRelease
  return join(directory, version, `${basename(scenario).replace(/\.sh$/, '')}.json`)
}

const LARGE = 256 * 1024

/** Writes it as text, one line a frame, so that a change can be read; a large one compressed, as `….json.gz`. */
export function writeRecording(path: string, recording: Recording): string {
  const text = formatRecording(recording)
  const large = text.length > LARGE
  const file = large ? `${path}.gz` : path
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, large ? gzipSync(text, { level: 9 }) : text)
  return file
}

/** Throws if there is none, or if the file is not a recording. */
export function readRecording(file: string): Recording {
  const bytes = readFileSync(file)
  const text = file.endsWith('.gz') ? gunzipSync(bytes).toString('utf8') : bytes.toString('utf8')
  const recording: Recording = JSON.parse(text)
  if (recording.format !== 1) throw new Error(`${file}: not a recording of format 1`)
  return recording
}

function formatRecording({ observation, ...facts }: Recording): string {
  const { trace, ...outcome } = observation
  const frames = trace.map((frame) => `    ${JSON.stringify(frame)}`).join(',\n')
  const head = JSON.stringify({ ...facts, observation: outcome }, undefined, 1)
  return head.replace(/\n }\n}$/, () => `,\n  "trace": [\n${frames}\n  ]\n }\n}\n`)
}

function hashScript(script: string): string {
  return createHash('sha256').update(script, 'latin1').digest('hex')
}
