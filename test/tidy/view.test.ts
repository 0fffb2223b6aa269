import { describe, expect, test } from 'vitest'
import { sourceFiles } from './source-files.ts'

/**
 * The view shows what the trace says, and decides nothing about frames. It comes to the model by these doors: what a
 * world is made of, the trace, the rules as data, words for addresses and frames, claims and the search for worlds that
 * contradict them, and the shell that takes commands.
 */
const DOORS = [
  /^src\/frame\//,
  /^src\/topology\//,
  /^src\/device\/(device|macvlan-device|ipvlan-device|tap-device|stacking|rule|rule-values|kernel-changes)\.ts$/,
  /^src\/world\/(build-world|packet-type|trace|tracing)\.ts$/,
  /^src\/explain\//,
  /^src\/claims\//,
  /^src\/shell\//,
]
/** What has state is looked at and not called. */
const TYPES_ONLY = [/^src\/world\/world\.ts$/]

const view = sourceFiles('playground').filter(({ path }) => !path.startsWith('playground/dist/'))
/** Where commands are taken and scenarios are read: the view proper has no use for a shell. */
const AT_THE_SHELL = /^playground\/(lab|build|whatif)\//
const drawing = view.filter(({ path }) => /^playground\/(parts|picture|record|fields|page)\//.test(path))

describe('no forwarding rule lives in the view', () => {
  test('it comes to the model by its doors alone', () => {
    const wrong = view.flatMap(({ path, imports }) =>
      imports
        .filter(({ target }) => target.startsWith('src/') && !DOORS.some((door) => door.test(target)))
        .filter(({ target, typeOnly }) => !(typeOnly && TYPES_ONLY.some((door) => door.test(target))))
        // Whether a recording is of a script is asked when the page is built.
        .filter(
          ({ target }) => !(path.startsWith('playground/build/') && target === 'src/harness/recording.ts'),
        )
        .map(({ target }) => `${path} imports ${target}`),
    )
    expect(wrong).toEqual([])
  })

  test('only where commands are taken is there a shell', () => {
    const wrong = view.flatMap(({ path, imports }) =>
      imports
        .filter(({ target }) => target.startsWith('src/shell/') && !AT_THE_SHELL.test(path))
        .map(({ target }) => `${path} imports ${target}`),
    )
    expect(wrong).toEqual([])
  })

  test('it draws modes, and compares none of them', () => {
    const modes = /[!=]==? *'(private|vepa|bridge|passthru|source)'|'(private|vepa|passthru|source)' *[!=]==?/
    const wrong = drawing.flatMap(({ path, text }) =>
      text
        .split('\n')
        .filter((line) => modes.test(line) && !/kind\s*[!=]==? *'bridge'/.test(line))
        .map((line) => `${path}: ${line.trim()}`),
    )
    expect(wrong).toEqual([])
  })

  test('it moves frames where the trace says: a frame is never put together or changed', () => {
    const wrong = view.flatMap(({ path, imports }) =>
      imports
        .filter(({ target, typeOnly }) => !typeOnly && /^src\/frame\/(arp|icmp|ipv4|udp)\.ts$/.test(target))
        .map(({ target }) => `${path} imports ${target}`),
    )
    expect(wrong).toEqual([])
  })
})

test('files of the view are of one idea each', () => {
  const long = view
    .filter(({ path, text }) => !path.startsWith('playground/words/') && text.split('\n').length > 420)
    .map(({ path }) => path)
  expect(long).toEqual([])
})
