import { describe, expect, it } from 'vitest'
import { differences, step } from './compare.ts'
import { runOnKernel, whyNoKernel } from './kernel.ts'
import { newBench } from './model.ts'

const noKernel = whyNoKernel()

const BATCHES: readonly (readonly [string, string, string])[] = [
  ['runs every line', 'ip -batch -', 'link add a0 type bridge\nlink show a0\n'],
  ['passes over blank lines and comments', 'ip -b -', '\n# nothing\n  link show lo # the first\n\n'],
  ['stops at the first failure', 'ip -b -', 'link show nosuch\nlink show lo\n'],
  ['goes on with -force', 'ip -force -b -', 'link show nosuch\nlink show lo\nroute foo\nlink show lo\n'],
  ['ends where ip would exit', 'ip -force -b -', 'link foo\nlink show lo\n'],
  ['joins continued lines', 'ip -b -', 'link show \\\n  lo\nlink show nosuch\n'],
  ['misses a continuation', 'ip -b -', 'link show \\\n'],
  [
    'takes quoted words',
    'ip -b -',
    `link set lo alias "front door"\nlink set lo alias 'it"s'\nlink show lo\n`,
  ],
  ['refuses an open quote', 'ip -b -', 'link set lo alias "front\n'],
  ['keeps options', 'ip -br -4 -b -', 'addr show\nlink show\naddr show\n'],
  ['has no object', 'ip -b -', 'foo bar\n'],
  ['refuses too many words', 'ip -b -', `link ${'x '.repeat(600)}\n`],
  ['needs no newline at the end', 'ip -b -', 'link show lo'],
  ['writes JSON for each', 'ip -j -b -', 'link show lo\nlink show lo\n'],
  ['runs commands elsewhere', 'ip -b -', 'netns add n1\nnetns exec n1 ip -br link\nnetns\n'],
]

describe(`ip -batch${noKernel ? ` (skipped: ${noKernel})` : ''}`, () => {
  for (const [title, line, input] of BATCHES)
    it.skipIf(noKernel)(title, () => {
      const list = [step(line, input)]
      expect(differences(list, runOnKernel(list), list.map(newBench().run)).join('\n')).toBe('')
    })
})
