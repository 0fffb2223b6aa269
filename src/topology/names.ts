/**
 * Why a name may not stand in a topology file; undefined if it may. Stricter than the kernel's dev_valid_name,
 * which would take `<`: a name has to survive a file, a command line and a picture.
 */
export function deviceNameFault(name: string): string | undefined {
  if (name === '') return 'the interface name is empty'
  if (name === '.' || name === '..') return `${quote(name)} cannot name an interface`
  if (name === 'lo') return '"lo" is the loopback, which every machine has'
  if (name.length > 15) return `interface name ${quote(name)} is longer than 15 characters`
  return allowed(name)
    ? undefined
    : `interface name ${quote(name)} may only have letters, digits, ".", "_" and "-"`
}

export function machineNameFault(name: string): string | undefined {
  if (name === '') return 'the node name is empty'
  if (name.length > 63) return `node name ${quote(name)} is longer than 63 characters`
  if (!allowed(name)) return `node name ${quote(name)} may only have letters, digits, ".", "_" and "-"`
  return /^[A-Za-z0-9]/.test(name)
    ? undefined
    : `node name ${quote(name)} must begin with a letter or a digit`
}

const allowed = (name: string): boolean => /^[A-Za-z0-9._-]+$/.test(name)

/** Quoted, with control characters made visible. */
export function quote(text: string): string {
  return JSON.stringify(text)
}
