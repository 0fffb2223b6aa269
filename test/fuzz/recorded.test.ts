import { describe, expect, test } from 'vitest'
import { versionOf } from '../../src/device/kernel-version.ts'
import { findRecordings, readRecording } from '../../src/fuzz/recording.ts'
import { replayWorlds } from '../../src/fuzz/replay.ts'

const files = findRecordings('recorded')

test('there are recordings of random worlds', () => {
  expect(files).not.toEqual([])
})

describe.each(files)('%s', (file) => {
  test('the model does what that kernel did', async () => {
    const { header, worlds } = await readRecording(file)
    const { differences } = await replayWorlds(worlds, versionOf(header.release), 3)
    expect(differences.map(({ path, run }) => [path, run.differences])).toEqual([])
  })
})
