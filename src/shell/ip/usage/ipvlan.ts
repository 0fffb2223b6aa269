/** print_explain(), for either kind */
export const ipvlanUsage = (kind: 'ipvlan' | 'ipvtap') => `Usage: ... ${kind} [ mode MODE ] [ FLAGS ]

MODE: l3 | l3s | l2
FLAGS: bridge | private | vepa
(first values are the defaults if nothing is specified).
`
