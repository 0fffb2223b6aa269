import { html, nothing } from 'lit'
import type { Scene, SceneDevice } from '../picture/scene.ts'
import { whyAbsent } from '../record/absence.ts'
import type { Flight } from '../record/flights.ts'
import { type StepContext, stepItem } from './why-step.ts'

export interface AbsenceQuestion {
  readonly flight: Flight
  readonly scene: Scene
  /** The device that is asked about; 0: none. */
  readonly asked: number
  readonly ask: (device: number) => void
}

/** The opposite question: why did a device not get it? */
export function absence({ flight, scene, asked, ask }: AbsenceQuestion, context: StepContext) {
  const { words } = context
  const device = scene.devices.find(({ id }) => id === asked)
  const choose = (event: Event) => ask(Number((event.target as HTMLSelectElement).value))
  return html`<label class="ask"><span>${words.askAbsence}</span>
      <select data-ask @change=${choose}>
        <option value="0" ?selected=${asked === 0}>${words.chooseDevice}</option>
        ${scene.devices.map((one) => html`<option value=${one.id} ?selected=${one.id === asked}>${placeOf(one)}</option>`)}
      </select></label>
    ${device ? html`<div class="answer" role="status">${answer(flight, device, scene, context)}</div>` : nothing}`
}

function answer(flight: Flight, device: SceneDevice, scene: Scene, context: StepContext) {
  const { absence: said } = context.words
  const found = whyAbsent(flight, device, scene)
  switch (found.kind) {
    case 'got':
      return said.got(device.name)
    case 'sent':
      return said.sent(device.name)
    case 'left-out':
      return html`<p>${said.leftOut(device.name, found.at)}</p><ol>${found.steps.map((step) => stepItem(step, false, context))}</ol>`
    case 'never-near':
      return html`<p>${said.neverNear(device.name)}</p>
        <ol>${found.ends.map(({ at, step }) => html`<li class="place">${said.atDevice(at)}</li>${stepItem(step, false, context)}`)}</ol>`
  }
}

function placeOf({ machine, room, name }: SceneDevice): string {
  return `${room === '' ? machine : `${machine}/${room}`} ${name}`
}
