import { download } from './download.ts'
import type { Session } from './session.ts'

/** The lab as a file, with everything that a link would hold. */
export async function saveLab({ state }: Session): Promise<void> {
  const { fileOf } = await import('../lab/link.ts')
  download(`${state.name}.macvlan-lab.json`, fileOf(state), 'application/json')
}

/** Every frame, for other programs. */
export async function saveCapture({ state, film }: Session): Promise<void> {
  const { captureFile } = await import('../record/capture-file.ts')
  download(`${state.name}.pcapng`, captureFile(film.flights), 'application/octet-stream')
}
