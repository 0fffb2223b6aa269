import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { emitPcapHeader, emitPcapPacket, LinkType } from '../../src/frame/pcap.ts'
import { traceRecords } from '../../src/world/tracing.ts'
import { Lab } from './lab.ts'
import { scenarios } from './sequences.ts'
import { runModel, type Step } from './steps.ts'

const missing = whyNoTshark()
if (missing) console.warn(`frames are not shown to tshark: ${missing}`)

function whyNoTshark(): string | undefined {
  try {
    execFileSync('tshark', ['--version'], { stdio: 'pipe' })
    return undefined
  } catch (failure) {
    if (process.env['CI']) throw failure
    return 'it is not installed'
  }
}

/** Sequences that put damaged packets on the wire on purpose. */
const DAMAGED = /damaged|closed port|not sent|fragments/

test.skipIf(missing !== undefined)('tshark finds nothing wrong with any frame of the stack', () => {
  const steps = Object.entries(scenarios).filter(([name]) => !DAMAGED.test(name))
  const frames = steps.flatMap(([, scenario]) => captured(scenario))
  expect(frames.length).toBeGreaterThan(100)
  expect(complaints(frames)).toEqual([])
})

function captured(steps: readonly Step[]): Uint8Array[] {
  const lab = new Lab().joined()
  runModel(steps, lab)
  return [...traceRecords(lab.world.trace!)].flatMap((record) =>
    record.kind === 'seen' ? [record.frame.bytes] : [],
  )
}

function complaints(frames: readonly Uint8Array[]): string[] {
  const folder = mkdtempSync(join(tmpdir(), 'dissected-'))
  try {
    const file = join(folder, 'frames.pcap')
    const packets = frames.map((bytes) =>
      emitPcapPacket({ seconds: 0, microseconds: 0, bytes, originalLength: bytes.length }),
    )
    writeFileSync(file, Buffer.concat([emitPcapHeader(LinkType.ETHERNET, 262_144), ...packets]))
    const checks = ['ip.check_checksum:TRUE', 'udp.check_checksum:TRUE'].flatMap((option) => ['-o', option])
    const filter =
      '_ws.malformed || ip.checksum.status == 0 || icmp.checksum.status == 0 || udp.checksum.status == 0'
    const text = execFileSync('tshark', ['-n', '-r', file, ...checks, '-Y', filter], {
      encoding: 'utf8',
      stdio: 'pipe',
    })
    return text.split('\n').filter((line) => line !== '')
  } finally {
    rmSync(folder, { recursive: true })
  }
}
