import type { Plugin } from 'vite'

/** Adds the service worker that keeps the whole page for use without a network: it lists the files of this build. */
export function offlinePlugin(): Plugin {
  return {
    name: 'offline',
    apply: 'build',
    generateBundle(_, bundle) {
      const files = ['./', './icon.svg', ...Object.keys(bundle).filter((name) => name !== 'index.html')]
      // A page's name tells nothing of its content, as the others' do.
      const pages = Object.values(bundle).map((one) =>
        one.type === 'asset' && one.fileName.endsWith('.html') ? String(one.source) : '',
      )
      const source = worker(files.toSorted(), fingerprint(files.toSorted().join() + pages.join('')))
      this.emitFile({ type: 'asset', fileName: 'offline.js', source })
    },
  }
}

function worker(files: readonly string[], version: string): string {
  return `const CACHE = 'macvlan-lab-${version}'
const FILES = ${JSON.stringify(files)}
addEventListener('install', (event) => {
  event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll(FILES)).then(() => skipWaiting()))
})
addEventListener('activate', (event) => {
  const old = (names) => names.filter((name) => name.startsWith('macvlan-lab-') && name !== CACHE)
  event.waitUntil(caches.keys().then((names) => Promise.all(old(names).map((name) => caches.delete(name)))).then(() => clients.claim()))
})
addEventListener('fetch', (event) => {
  if (event.request.method !== 'GET' || new URL(event.request.url).origin !== location.origin) return
  const page = event.request.mode === 'navigate'
  const kept = () => caches.match(event.request, { ignoreSearch: true }).then((found) => found ?? (page ? caches.match('./') : undefined))
  // The page itself comes from the network while there is one, so that a new version is seen at once.
  event.respondWith(page ? fetch(event.request).catch(kept).then((found) => found ?? Response.error()) : kept().then((found) => found ?? fetch(event.request)))
})
`
}

function fingerprint(text: string): string {
  let hash = 0
  for (const character of text) hash = (Math.imul(hash, 31) + character.charCodeAt(0)) | 0
  return (hash >>> 0).toString(36)
}
