import type { FileFailure } from '../../process.ts'

/** What perror says. */
const ERROR_TEXTS: Readonly<Record<FileFailure['code'], string>> = {
  ENOENT: 'No such file or directory',
  EISDIR: 'Is a directory',
  ENOTDIR: 'Not a directory',
  EACCES: 'Permission denied',
  EPERM: 'Operation not permitted',
  EEXIST: 'File exists',
  EINVAL: 'Invalid argument',
  ENOTEMPTY: 'Directory not empty',
  EROFS: 'Read-only file system',
  ELOOP: 'Too many levels of symbolic links',
  ENOSPC: 'No space left on device',
  ERANGE: 'Numerical result out of range',
  EOPNOTSUPP: 'Operation not supported',
  EBUSY: 'Device or resource busy',
  EIO: 'Input/output error',
}

export function errorText(code: FileFailure['code']): string {
  return ERROR_TEXTS[code]
}
