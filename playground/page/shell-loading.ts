import type { PlaceName } from '../lab/script.ts'
import type { TerminalServices } from '../parts/lab-terminal.ts'
import type { Session } from './session.ts'

/** Loads the shell and the terminals, and boots the lab: what the first picture does without. */
export async function loadShell(session: Session): Promise<TerminalServices> {
  const [shell, { TerminalView }] = await Promise.all([
    import('../lab/shell-door.ts'),
    import('../parts/terminal-view.ts'),
  ])
  await session.boot(shell)
  return {
    View: TerminalView,
    isIncomplete: shell.isIncomplete,
    complete: (place, text, cursor) => {
      const [machine = '', room = ''] = place.split('/')
      const vocabulary = { commands: shell.COMMANDS, scene: session.presentScene, machine, room }
      return shell.complete(text, cursor, vocabulary)
    },
    promptOf: (place) => promptOf(session, place),
  }
}

function promptOf({ lab }: Session, place: PlaceName): string {
  const cwd = lab?.cwd(place) ?? '/root'
  return `root@${place}:${cwd.replace(/^\/root(?=\/|$)/, '~')}# `
}
