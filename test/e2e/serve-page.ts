import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { extname, join } from 'node:path'

/** The page stands below a path of its own, as it may on any static host. */
const BASE = '/course/lab/'

const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css',
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.svg': 'image/svg+xml',
}

/** Course pages that show the lab: by one script tag, and by iframe alone. */
const COURSE_PAGES: Readonly<Record<string, string>> = {
  '/lesson.html': `<!doctype html><title>Lesson</title><h1>Lesson</h1>
<script type="module" src="${BASE}embed.js"></script>
<macvlan-lab view="topology,time,terminal" lang="zh" theme="dark" height="420"></macvlan-lab>`,
  '/frame.html': `<!doctype html><title>Lesson</title>
<iframe src="${BASE}?view=topology,frames&amp;lang=en" title="lab" width="800" height="600"></iframe>`,
  '/claim.html': `<!doctype html><html lang="en"><title>Lesson</title><link rel="icon" href="data:,"><h1>Lesson</h1>
<script type="module" src="${BASE}embed.js"></script>
<pre><code class="language-claim">when: { mode: vepa }
send: { from: child, to: sibling }
who: sibling
then: hears
expect: counterexample
</code></pre>
<macvlan-lab view="claim" claim="parent-down" lang="zh" theme="dark" height="500"></macvlan-lab>`,
}

export interface Served {
  readonly url: string
  close(): Promise<void>
}

/** A static host, without compression: what a local machine does. */
export async function servePage(folder: string): Promise<Served> {
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url!, 'http://localhost')
    const path = pathname.endsWith('/') ? `${pathname}index.html` : pathname
    const file = path.startsWith(BASE) ? join(folder, path.slice(BASE.length)) : undefined
    const content = COURSE_PAGES[path] ?? (file && (await readFile(file).catch(() => undefined)))
    response.writeHead(content ? 200 : 404, {
      'content-type': TYPES[extname(path)] ?? 'application/octet-stream',
    })
    response.end(content)
  })
  await new Promise<void>((resolve) => server.listen(0, resolve))
  return {
    url: `http://localhost:${(server.address() as AddressInfo).port}${BASE}`,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  }
}
