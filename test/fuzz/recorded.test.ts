import { describe, expect, test } from 'vitest'
import { findRecordings, readRecording, traitsOf } from '../../src/fuzz/recording.ts'
import { replayWorlds } from '../../src/fuzz/replay.ts'

const files = findRecordings('recorded')

test('there are recordings of random worlds', () => {
  expect(files).not.toEqual([])
})

describe.each(files)('%s', (file) => {
  test('the model does what that kernel did', async () => {
    const { header, worlds } = await readRecording(file)
    const { differences } = await replayWorlds(worlds, traitsOf(header), 3)
    expect(differences.map(({ path, run }) => [path, run.differences])).toEqual([])
  })
})
