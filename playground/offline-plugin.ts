import type { Plugin } from 'vite'

/** Adds the service worker that keeps the whole page for use without a network: it lists the files of this build. */
export function offlinePlugin(): Plugin {
  return {
    name: 'offline',
    apply: 'build',
    generateBundle(_, bundle) {
      const files = ['./', './icon.svg', ...Object.keys(bundle).filter((name) => !name.endsWith('.html'))]
      this.emitFile({ type: 'asset', fileName: 'offline.js', source: worker(files.toSorted()) })
    },
  }
}

function worker(files: readonly string[]): string {
  return `const CACHE = 'macvlan-lab-${fingerprint(files.join())}'
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

/** File names carry their content's hash, so that the list changes with every file. */
function fingerprint(text: string): string {
  let hash = 0
  for (const character of text) hash = (Math.imul(hash, 31) + character.charCodeAt(0)) | 0
  return (hash >>> 0).toString(36)
}
