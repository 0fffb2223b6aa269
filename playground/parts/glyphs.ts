import { html, type SVGTemplateResult, svg } from 'lit'
import type { MacvlanMode } from '../../src/device/macvlan-device.ts'

/** A picture for each mode, 16 by 16: a closed door, out and back, a link, straight through, a sieve. */
export const MODE_GLYPHS: Readonly<Record<MacvlanMode, SVGTemplateResult>> = {
  private: svg`<path d="M4 14V2.5h8V14M2 14h12"/><path class="dot" d="M9.2 8.4h.01"/>`,
  vepa: svg`<path d="M4 14V6a4 4 0 0 1 8 0v7"/><path d="M9.2 10.4 12 13.2l2.8-2.8"/>`,
  bridge: svg`<circle cx="4" cy="8" r="2.5"/><circle cx="12" cy="8" r="2.5"/><path d="M6.5 8h3"/>`,
  passthru: svg`<path d="M2 8h11.5M10 4.5 13.5 8 10 11.5"/><path d="M6 2.5v2.6M6 10.9v2.6"/>`,
  source: svg`<path d="M2 3h12L9.5 8.5v5l-3-1.5V8.5Z"/><path class="dot" d="M6 5.2h.01M8 5.2h.01M10 5.2h.01"/>`,
}

export const HAIRPIN_GLYPH = svg`<path d="M13 4.5H6a3.5 3.5 0 0 0 0 7h7"/><path d="M10.2 8.7 13 11.5l-2.8 2.8"/>`

/** Signs of the page's buttons, filled, 16 by 16. */
export const SIGNS = {
  first: svg`<path d="M3 3h2v10H3zM14 3v10L6 8z"/>`,
  back: svg`<path d="M11.5 3v10L4 8z"/>`,
  play: svg`<path d="M4 2.5v11L13 8z"/>`,
  pause: svg`<path d="M4 3h3v10H4zM9 3h3v10H9z"/>`,
  forward: svg`<path d="M4.5 3v10L12 8z"/>`,
  last: svg`<path d="M11 3h2v10h-2zM2 3v10l8-5z"/>`,
  fork: svg`<path d="M3 3.5a2 2 0 1 1 2.75 1.85v5.3a2 2 0 1 1-1.5 0v-5.3A2 2 0 0 1 3 3.5Zm6.5 0a2 2 0 1 1 2.75 1.85c0 2.6-1.3 3.9-4.25 4.3V8.1c2-.35 2.75-1.1 2.75-2.75A2 2 0 0 1 9.5 3.5Z"/>`,
} as const

export function sign(name: keyof typeof SIGNS) {
  return html`<svg class="sign" viewBox="0 0 16 16" width="14" height="14" aria-hidden="true">${SIGNS[name]}</svg>`
}

/** A mode's picture in running text. */
export function sign16(mode: MacvlanMode) {
  return html`<svg class="glyph" viewBox="0 0 16 16" width="14" height="14" aria-hidden="true">${MODE_GLYPHS[mode]}</svg>`
}
