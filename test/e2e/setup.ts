import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium } from 'playwright-core'
import type { TestProject } from 'vitest/node'
import { buildPage } from './build-page.ts'
import { CHROMIUM } from './chromium.ts'
import { servePage } from './serve-page.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    /** undefined where there is no browser. */
    readonly playground: { readonly url: string; readonly browser: string } | undefined
  }
}

/** Vitest's global setup of the browser tests: the page is built once, and one browser shows it to all of them. */
export default async function setup({ provide }: TestProject): Promise<() => Promise<void>> {
  if (CHROMIUM === undefined) {
    provide('playground', undefined)
    return async () => {}
  }
  const built = await mkdtemp(join(tmpdir(), 'macvlan-lab-playground-'))
  await buildPage(built)
  const page = await servePage(built)
  const args = ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage']
  const browser = await chromium.launchServer({ executablePath: CHROMIUM, args })
  provide('playground', { url: page.url, browser: browser.wsEndpoint() })
  return async () => {
    await browser.close()
    await page.close()
    await rm(built, { recursive: true })
  }
}
