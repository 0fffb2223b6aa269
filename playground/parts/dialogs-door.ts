import type { LabDialogs } from './lab-dialogs.ts'

/** The way to a page's dialogs, which are loaded when the first of them is asked for. */
export class DialogsDoor {
  readonly #page: HTMLElement

  constructor(page: HTMLElement) {
    this.#page = page
  }

  async open(show: (dialogs: LabDialogs) => unknown): Promise<void> {
    await import('./lab-dialogs.ts')
    const dialogs = this.#page.querySelector<LabDialogs>('lab-dialogs')!
    await dialogs.updateComplete
    await show(dialogs)
  }

  close(): void {
    for (const open of this.#page.querySelectorAll<HTMLDialogElement>('dialog[open]')) open.close()
  }
}
