import type { Plugin } from 'vite'
import { isRuleId, type Rule } from '../src/device/rule.ts'
import { RULE_BOOK } from '../src/explain/rule-book.ts'

/** The rules as a page of their own (SPEC.md for browsers), so that each has an address: `spec.html#rx3`. */
export function specPlugin(): Plugin {
  return {
    name: 'spec',
    apply: 'build',
    generateBundle() {
      this.emitFile({ type: 'asset', fileName: 'spec.html', source: specPage() })
    },
  }
}

export function specPage(): string {
  const chapters = RULE_BOOK.map(
    ({ title, source, rules }) =>
      `<h2>${text(title)}</h2><p>Stands for <code>${text(source)}</code>.</p>${rules.map(section).join('')}`,
  )
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="color-scheme" content="light dark">
<title>The rules of macvlan-lab</title>
<style>${STYLE}</style>
<main>
<h1>The rules</h1>
<p>Each decision that the kernel takes about a frame, as the model takes it: a question, the kernel function that asks it, and where each answer leads.</p>
${chapters.join('\n')}
</main>
</html>
`
}

function section({ id, question, kernel, yes, no }: Rule): string {
  return `<section id="${id.toLowerCase()}"><h3>${id}</h3><p>${text(question)} <code>${text(kernel)}</code></p><ul><li>Yes: ${target(yes)}</li><li>No: ${target(no)}</li></ul></section>\n`
}

function target(to: string): string {
  return isRuleId(to) ? `go on with <a href="#${to.toLowerCase()}">${to}</a>` : text(to)
}

function text(raw: string): string {
  return raw.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')
}

const STYLE = `
body { margin: 0; font: 16px/1.5 system-ui, sans-serif; }
main { max-width: 44rem; margin: 0 auto; padding: 16px; }
code { font: 14px ui-monospace, monospace; opacity: .8; }
h3 { margin: 24px 0 0; }
p, ul { margin: 4px 0; }
section:target { outline: 2px solid; outline-offset: 8px; border-radius: 4px; }
`
