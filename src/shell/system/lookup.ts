import type { Files, Place, Program } from '../process.ts'
import { DEFAULT_PATH } from './files/layout.ts'
import { joinPath, resolvePath } from './files/path.ts'

/** What a command name leads to. */
export type Found =
  | { readonly kind: 'program'; readonly path: string; readonly program: Program }
  | { readonly kind: 'script'; readonly path: string }
  | { readonly kind: 'missing' | 'directory' | 'refused' }

/** As execvp: a name with a slash is a path, others are looked for in each directory of `path`. */
export function findCommand(
  files: Files,
  place: Place,
  name: string,
  cwd: string,
  path = DEFAULT_PATH,
): Found {
  if (name.includes('/')) return inspect(files, place, resolvePath(cwd, name), name)
  let refused: Found = { kind: 'missing' }
  for (const directory of path.split(':')) {
    const found = inspect(
      files,
      place,
      joinPath(resolvePath(cwd, directory || '.'), name),
      joinPath(directory, name),
    )
    if (found.kind === 'program' || found.kind === 'script') return found
    if (found.kind === 'refused') refused = found
  }
  return refused
}

function inspect(files: Files, place: Place, path: string, shown: string): Found {
  const status = files.status(path, place)
  if (!status) return { kind: 'missing' }
  if (status.kind === 'directory') return { kind: 'directory' }
  if ((status.mode & 0o111) === 0) return { kind: 'refused' }
  const program = files.program(path, place)
  return program ? { kind: 'program', path: shown, program } : { kind: 'script', path: shown }
}
