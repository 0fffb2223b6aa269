/** When what has been rendered so far has been drawn: the first picture waits for nothing that it can do without. */
export function afterPaint(): Promise<void> {
  return new Promise((resolve) => {
    requestAnimationFrame(() => setTimeout(resolve))
  })
}
