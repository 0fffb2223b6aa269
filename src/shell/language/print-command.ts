import type { AndOr, CommandNode, CompoundList, PipelineNode } from 'unbash'
import type { Source } from './source.ts'

/** A command as bash prints it in reports about jobs: one space between words, one line. */
export function printCommand(source: Source, node: PipelineNode | AndOr): string {
  switch (node.type) {
    case 'Pipeline':
    case 'AndOr': {
      const [first, ...rest] = node.commands.map((command) => printCommand(source, command))
      return rest.reduce((text, command, i) => `${text} ${node.operators[i]} ${command}`, first ?? '')
    }
    case 'Command':
      return words(source, node)
    case 'Subshell':
      return `( ${printList(source, node.body)} )`
    case 'BraceGroup':
      return `{ ${printList(source, node.body)}; }`
    default:
      return source.text.slice(node.pos, node.end).replace(/\s*\n\s*/g, ' ')
  }
}

function printList(source: Source, list: CompoundList): string {
  return list.commands
    .map(({ command, background }) => printCommand(source, command) + (background ? ' &' : ''))
    .join('; ')
}

function words(source: Source, node: Extract<CommandNode, { type: 'Command' }>): string {
  const parts = [...node.prefix, ...(node.name ? [node.name] : []), ...node.suffix]
  return parts.map((part) => source.text.slice(part.pos, part.end)).join(' ')
}
