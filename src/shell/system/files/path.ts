/** Lexical work on paths; symbolic links are resolved by the tree. */

/** `path` seen from `cwd`, absolute, without `.`, `..` and double slashes. */
export function resolvePath(cwd: string, path: string): string {
  const parts: string[] = []
  for (const part of `${path.startsWith('/') ? '' : cwd}/${path}`.split('/')) {
    if (part === '..') parts.pop()
    else if (part !== '' && part !== '.') parts.push(part)
  }
  return '/' + parts.join('/')
}

export function directoryName(path: string): string {
  return path.slice(0, Math.max(path.lastIndexOf('/'), 1))
}

export function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1)
}

export function joinPath(directory: string, name: string): string {
  return directory === '/' ? `/${name}` : `${directory}/${name}`
}

/** True if `path` is `root` or below it. */
export function isWithin(path: string, root: string): boolean {
  return path === root || (path.startsWith(root) && (root === '/' || path[root.length] === '/'))
}
