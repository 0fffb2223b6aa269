import { html } from 'lit'
import type { Words } from '../words/en.ts'

/** In the headline, where there is little room. */
export function shortBadge(kernels: readonly string[], words: Words) {
  if (kernels.length === 0) return kernelBadge(kernels, words)
  return html`<span class="kernels real">✓ ${kernels.length === 1 ? `Linux ${kernels[0]}` : words.kernelCount(kernels.length)}</span>`
}

/** On which kernels the same was seen; none: the model alone says so. */
export function kernelBadge(kernels: readonly string[], words: Words) {
  if (kernels.length === 0) return html`<span class="kernels model">○ ${words.modelOnly}</span>`
  return html`<span class="kernels real" title=${kernels.map((one) => `Linux ${one}`).join(', ')}>✓ ${words.onKernels(kernels)}</span>`
}
