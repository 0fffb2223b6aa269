const KEY = 'macvlan-lab.theme'

/** What the reader chose, else what the system prefers. */
export function prefersDark(): boolean {
  const chosen = new URLSearchParams(location.search).get('theme') ?? remembered()
  const dark = chosen === undefined ? matchMedia('(prefers-color-scheme: dark)').matches : chosen === 'dark'
  apply(dark)
  return dark
}

export function chooseTheme(dark: boolean): void {
  apply(dark)
  try {
    localStorage.setItem(KEY, dark ? 'dark' : 'light')
  } catch {
    // Storage is refused to some embedded pages; then the choice lasts as long as the page.
  }
}

function apply(dark: boolean): void {
  document.documentElement.dataset['theme'] = dark ? 'dark' : 'light'
}

function remembered(): string | undefined {
  try {
    return localStorage.getItem(KEY) ?? undefined
  } catch {
    return undefined
  }
}
