/** So many worlds of so many steps are what a search is timed by, in Node and in a browser. */
export const WORLDS = 10_000
export const STEPS = 10
/** One that holds, so that no world ends the search. */
export const CLAIM = `when: { mode: bridge, hairpin: true, before: anything }
send: { from: child, kind: broadcast }
who: sibling
then: hears once
`
