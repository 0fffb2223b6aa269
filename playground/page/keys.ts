/** What the page does when a key is pressed and nothing else has a use for it. */
export type KeyActions = Readonly<Record<string, (event: KeyboardEvent) => void>>

export function keyListener(actions: KeyActions): (event: KeyboardEvent) => void {
  return (event) => {
    const act = actions[event.key]
    if (!act || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return
    if (isWanted(event.target as HTMLElement, event.key)) return
    event.preventDefault()
    act(event)
  }
}

/** Whether the element that has the focus has a use of its own for the key. */
function isWanted(target: HTMLElement, key: string): boolean {
  if (target.closest('input, textarea, select, .xterm, dialog')) return true
  // Only who has not gone anywhere yet can mean the page as a whole.
  if (key === 'Enter') return target !== document.body
  if (key === ' ') return target.closest('button, [role=button], [role=treeitem], summary, a') !== null
  return key.startsWith('Arrow') && target.closest('[role=tab], [role=treeitem]') !== null
}
