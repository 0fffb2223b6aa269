/** How much of the page a keyboard on the screen hides, where the browser does not shrink the page for it. */
export function makeRoomForKeyboard(): void {
  const seen = window.visualViewport
  if (!seen) return
  const measure = () => {
    const hidden = Math.max(0, innerHeight - seen.height - seen.offsetTop)
    document.documentElement.style.setProperty('--keyboard', `${Math.round(hidden)}px`)
  }
  seen.addEventListener('resize', measure)
  seen.addEventListener('scroll', measure)
}
