import { html } from 'lit'
import type { LabFile } from '../lab/lab-file.ts'
import type { Replay, WatchedWorld } from '../page/detour.ts'
import type { LabApp } from './lab-app.ts'

/** What may lie over the page, with what it shows of the lab and what it may ask of the page. */
export function overlays(app: LabApp) {
  const { words, session, flight, rules, dialogs } = app
  const choose = (number: number) => {
    dialogs.close()
    app.chooseFrame(number)
  }
  const replay = (detail: Replay) => {
    dialogs.close()
    app.keeper.replay(detail)
  }
  return html`<lab-dialogs .words=${words} .session=${session} .flight=${flight} .length=${session.recording?.length ?? 0} .rules=${rules}
    @lab-chosen=${({ detail }: CustomEvent<LabFile>) => app.keeper.choose(detail)}
    @rule-opened=${({ detail }: CustomEvent<string>) => dialogs.open((shown) => shown.showRule(detail))}
    @frame-chosen=${({ detail }: CustomEvent<number>) => choose(detail)}
    @claim-address=${({ detail }: CustomEvent<string>) => app.claimsDoor.remember(detail)}
    @claims-closed=${() => app.leaveClaims()}
    @claim-watched=${({ detail }: CustomEvent<WatchedWorld>) => app.watch(detail)}
    @replay=${({ detail }: CustomEvent<Replay>) => replay(detail)}></lab-dialogs>`
}
