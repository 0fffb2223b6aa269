/** iputils' strtol_or_err: a decimal number within bounds, or the sentence that the tool dies with (status 1). */
export function numberOrError(
  text: string,
  minimum: number,
  maximum: number,
  shown = String(maximum),
): number | string {
  if (!/^\s*[-+]?\d+$/.test(text)) return `invalid argument: '${text}'`
  const value = Number(text)
  if (Math.abs(value) > 2 ** 63) return `invalid argument: '${text}': Numerical result out of range`
  if (value >= minimum && value <= maximum) return value
  return `invalid argument: '${text}': out of range: ${minimum} <= value <= ${shown}`
}

/** printf's %g: six significant digits, no zeros at the end. */
export function formatG(value: number): string {
  return String(Number(value.toPrecision(6)))
}
