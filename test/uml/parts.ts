import type { Campaign } from '../conformance/data.ts'

type Freedoms = Campaign['freedoms']

/** The figures of a campaign that was played in parts, by the seed of its first; and what it was played on. */
export function sumOfParts(parts: readonly Campaign[]): Campaign {
  const sum = (key: 'worlds' | 'steps' | 'frames' | 'sightings' | 'seconds') =>
    parts.reduce((total, part) => total + part[key], 0)
  const [first] = parts
  if (first === undefined) throw new Error('a campaign has a part')
  return {
    what: first.what,
    kernel: `${first.kernel}, User Mode Linux`,
    seconds: Math.round(sum('seconds')),
    worlds: sum('worlds'),
    steps: sum('steps'),
    frames: sum('frames'),
    sightings: sum('sightings'),
    freedoms: parts.map(({ freedoms }) => freedoms).reduce(together, {}),
    differences: parts.flatMap(({ differences }) => differences),
  }
}

function together(left: Freedoms, right: Freedoms): Freedoms {
  const names = [...new Set([...Object.keys(left), ...Object.keys(right)])]
  return Object.fromEntries(names.map((name) => [name, (left[name] ?? 0) + (right[name] ?? 0)]))
}
