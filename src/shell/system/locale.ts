import type { Process } from '../process.ts'

/** GNU tools quote with ‘…’ in a UTF-8 locale and with '…' in the C locale. Both as bytes. */
export function quote(process: Process, text: string): string {
  return isUtf8(process) ? `\xe2\x80\x98${text}\xe2\x80\x99` : `'${text}'`
}

function isUtf8({ env }: Process): boolean {
  const locale = env.get('LC_ALL') || env.get('LC_CTYPE') || env.get('LANG') || ''
  return /utf-?8/i.test(locale)
}
