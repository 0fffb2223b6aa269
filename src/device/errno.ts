/** The errors that the kernel answers with, and the C library's words for them. */
export const ERRNO = {
  EPERM: [1, 'Operation not permitted'],
  ENOENT: [2, 'No such file or directory'],
  ESRCH: [3, 'No such process'],
  EIO: [5, 'Input/output error'],
  ENXIO: [6, 'No such device or address'],
  EAGAIN: [11, 'Resource temporarily unavailable'],
  ENOMEM: [12, 'Cannot allocate memory'],
  EACCES: [13, 'Permission denied'],
  EBUSY: [16, 'Device or resource busy'],
  EEXIST: [17, 'File exists'],
  EXDEV: [18, 'Invalid cross-device link'],
  ENODEV: [19, 'No such device'],
  EINVAL: [22, 'Invalid argument'],
  ENFILE: [23, 'Too many open files in system'],
  ENOSPC: [28, 'No space left on device'],
  ERANGE: [34, 'Numerical result out of range'],
  ELOOP: [40, 'Too many levels of symbolic links'],
  EXFULL: [54, 'Exchange full'],
  EOVERFLOW: [75, 'Value too large for defined data type'],
  EMSGSIZE: [90, 'Message too long'],
  EOPNOTSUPP: [95, 'Operation not supported'],
  EAFNOSUPPORT: [97, 'Address family not supported by protocol'],
  EADDRINUSE: [98, 'Address already in use'],
  EADDRNOTAVAIL: [99, 'Cannot assign requested address'],
  ENETDOWN: [100, 'Network is down'],
  ENETUNREACH: [101, 'Network is unreachable'],
  ENOBUFS: [105, 'No buffer space available'],
  ENOTCONN: [107, 'Transport endpoint is not connected'],
  ETIMEDOUT: [110, 'Connection timed out'],
  EHOSTUNREACH: [113, 'No route to host'],
} as const satisfies Record<string, readonly [number, string]>

export type Errno = keyof typeof ERRNO

/** What a refused request carries: the errno, and the kernel's own sentence (extended ack) where it has one. */
export interface Refusal {
  readonly errno: Errno
  readonly extack?: string
}

/** undefined: done. */
export type Reply = Refusal | undefined

export function refuse(errno: Errno, extack?: string): Refusal {
  return extack === undefined ? { errno } : { errno, extack }
}

export function strerror(errno: Errno): string {
  return ERRNO[errno][1]
}
