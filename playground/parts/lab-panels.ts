import { html, nothing } from 'lit'
import type { Entry, PlaceName } from '../lab/script.ts'
import { placedOf } from '../picture/geometry.ts'
import type { SceneDevice } from '../picture/scene.ts'
import { chipsAt } from '../record/chips.ts'
import type { Sight } from '../record/sight.ts'
import { beatAt } from '../record/steps.ts'
import type { LabApp } from './lab-app.ts'
import type { LabTopology } from './lab-topology.ts'
import { awayBar, claimBar, noticeBar } from './page-bars.ts'

/** The panels of the page, each with what it shows of the lab and what it may ask of the page. */
export function panels(app: LabApp) {
  const { words } = app
  return html`
    <section class="panel map" aria-label=${words.topology}>${map(app)}</section>
    <section class="panel time" aria-label=${words.time}>${time(app)}</section>
    <section class="panel shell" aria-label=${words.terminal}>${shell(app)}</section>
    <section class="panel list" aria-label=${words.frames}>${list(app)}</section>
    <section class="panel why" aria-label=${words.why}>${why(app)}</section>`
}

function map(app: LabApp) {
  const { words, session, playback, keeper } = app
  const chips = chipsAt(session.film.beats, playback.position)
  const choose = ({ detail }: CustomEvent<number>) => {
    app.device = app.device === detail ? 0 : detail
  }
  return html`<lab-topology .words=${words} .scene=${session.shownScene} .chips=${chips} .duration=${playback.duration} .chosen=${app.device}
      @device-chosen=${choose}></lab-topology>
    ${deviceMenu(app)}
    ${noticeBar(app.notice, words, () => {
      app.notice = ''
    })}
    ${keeper.detour.home ? wayBack(app) : nothing}`
}

function wayBack(app: LabApp) {
  const { words, keeper } = app
  const { claim, variant } = keeper.detour
  const goHome = () => void keeper.detour.goHome()
  if (claim !== undefined) return claimBar(claim, words, goHome, () => app.showClaims(''))
  return awayBar(variant, words, goHome, () => app.dialogs.open((dialogs) => dialogs.showWhatIf()))
}

function deviceMenu(app: LabApp) {
  const { presentScene, home, lab } = app.session
  const device = presentScene.devices.find(({ id }) => id === app.device)
  if (!device) return nothing
  const type = ({ detail }: CustomEvent<string>) => app.typeHere(home, detail)
  return html`<lab-device-menu class=${isAtLeft(app, device) ? 'right' : ''} .words=${app.words} .device=${device} .home=${home}
    .disabled=${lab?.isBusy(home) ?? true} @close-menu=${() => app.closeMenu()} @command=${type}></lab-device-menu>`
}

/** The menu stands where it does not hide what it is about. */
function isAtLeft(app: LabApp, { id }: SceneDevice): boolean {
  const layout = app.querySelector<LabTopology>('lab-topology')?.layout
  const placed = layout && placedOf(layout, id)
  return placed !== undefined && placed.x + placed.w / 2 < layout!.width / 2
}

function time(app: LabApp) {
  const { session, playback } = app
  const { shown, moment } = playback
  const { beats } = session.film
  const start = session.recording?.start ?? 0
  const seek = ({ detail }: CustomEvent<number>) => playback.seek((beats[detail - 1]?.last ?? -1) + 1)
  return html`<lab-timeline .words=${app.words} .state=${moment.value as string} .at=${shown ? shown.index + 1 : 0} .count=${beats.length}
    .time=${(shown?.time ?? start) - start} .speed=${moment.context.speed} .marks=${marks(app)} .branches=${session.branches}
    @fork=${() => app.fork()} @branch=${({ detail }: CustomEvent<number>) => session.returnTo(detail)}
    @time=${({ detail }: CustomEvent<string>) => playback.act(detail)} @seek=${seek}
    @speed=${({ detail }: CustomEvent<number>) => playback.send({ type: 'SPEED', speed: detail })}></lab-timeline>`
}

/** Before which movements a command was typed. */
function marks({ session: { recording, lab, film } }: LabApp) {
  return (recording?.lines ?? []).map(({ entry, length }) => ({
    at: (beatAt(film.beats, length)?.index ?? -1) + 1,
    text: lab?.entries[entry]?.text ?? '',
  }))
}

function shell(app: LabApp) {
  const { words, session } = app
  const { offered, next, file } = session
  const script = { title: words.labTitle(file.name), entries: offered, next }
  const skip = () => {
    app.scriptShown = false
  }
  return html`<lab-terminal .words=${words} .places=${session.places} .current=${session.place} .busy=${session.busy} .dark=${app.dark}
    .services=${app.services} .script=${app.scriptShown && offered.length > 0 ? script : undefined}
    @line=${({ detail }: CustomEvent<Entry>) => session.run(detail.place, detail.text)}
    @interrupt=${({ detail }: CustomEvent<PlaceName>) => session.lab?.interrupt(detail)}
    @place=${({ detail }: CustomEvent<PlaceName>) => app.goTo(detail)}
    @next-line=${() => app.nextLine()} @run-all=${() => session.runAll()} @skip-script=${skip}
    @leave-terminal=${() => app.leaveTerminal()}></lab-terminal>`
}

function list(app: LabApp) {
  const filter = ({ detail }: CustomEvent<string>) => {
    app.filter = detail
  }
  return html`<lab-frames .words=${app.words} .rows=${app.session.rows} .chosen=${app.chosenFrame} .filter=${app.filter}
    @filter=${filter} @download=${() => app.saveCapture()}
    @frame-chosen=${({ detail }: CustomEvent<number>) => app.chooseFrame(detail)}></lab-frames>`
}

function why(app: LabApp) {
  return html`<lab-inspector .words=${app.words} .sight=${sightOf(app)} .begun=${app.session.rows.length > 0}
    @rule-opened=${({ detail }: CustomEvent<string>) => app.dialogs.open((dialogs) => dialogs.showRule(detail))}
    @graph-opened=${({ detail }: CustomEvent<number>) => app.dialogs.open((dialogs) => dialogs.showGraph(detail))}></lab-inspector>`
}

function sightOf({ flight, session, playback, rules }: LabApp): Sight | undefined {
  const { isAtEnd, position } = playback
  return flight && { flight, at: isAtEnd ? Infinity : position, scene: session.shownScene, rules }
}
