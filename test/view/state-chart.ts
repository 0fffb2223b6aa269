import type { AnyStateMachine, AnyTransitionDefinition } from 'xstate'

/** A machine as a Mermaid state diagram; what can happen in every state stands below it. */
export function stateChart({ root }: AnyStateMachine): string {
  const states = Object.values(root.states)
  const arrows = states.flatMap((state) =>
    [...(state.always ?? []), ...transitionsOf(state.transitions)].flatMap((one) =>
      (one.target ?? []).map((target) => `  ${state.key} --> ${target.key}: ${label(one)}`),
    ),
  )
  const anywhere = transitionsOf(root.transitions).map((one) => {
    const target = one.target?.[0]?.key
    return `- \`${one.eventType}\` (${one.description})${target === undefined ? '' : `: to \`${target}\``}`
  })
  return [
    '```mermaid',
    'stateDiagram-v2',
    `  [*] --> ${root.initial.target?.[0]?.key}`,
    ...states.map(({ key, description }) => `  ${key}: ${key}<br/>${description}`),
    ...arrows,
    '```',
    '',
    'In every state that says nothing else of it:',
    '',
    ...anywhere,
  ].join('\n')
}

function transitionsOf(transitions: ReadonlyMap<string, readonly AnyTransitionDefinition[]>) {
  return [...transitions.values()].flat()
}

function label({ eventType, description }: AnyTransitionDefinition): string {
  return eventType === '' ? `${description}` : `${eventType} (${description})`
}
