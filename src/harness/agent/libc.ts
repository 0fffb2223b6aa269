import koffi from 'koffi'

/** The C library, as far as the agent needs it. Calls return what C returns; `check` turns failure into words. */
const lib = koffi.load(null)
const bind = (prototype: string) => lib.func(prototype) as unknown as (...args: unknown[]) => number

export const libc = {
  bind: bind('int bind(int, void*, int)'),
  chdir: bind('int chdir(const char*)'),
  clockGettime: bind('int clock_gettime(int, void*)'),
  close: bind('int close(int)'),
  dup: bind('int dup(int)'),
  getsockopt: bind('int getsockopt(int, int, int, void*, void*)'),
  ioctl: bind('int ioctl(int, ulong, void*)'),
  kill: bind('int kill(int, int)'),
  mknodat: bind('long syscall(long, int, const char*, uint, ulong)'),
  open: bind('int open(const char*, int, int)'),
  pipe2: bind('int pipe2(void*, int)'),
  poll: bind('int poll(void*, ulong, int)'),
  read: bind('long read(int, void*, size_t)'),
  write: bind('long write(int, void*, size_t)'),
  recv: bind('long recv(int, void*, size_t, int)'),
  recvmmsg: bind('int recvmmsg(int, void*, uint, int, void*)'),
  send: bind('long send(int, void*, size_t, int)'),
  sethostname: bind('int sethostname(const char*, size_t)'),
  setns: bind('int setns(int, int)'),
  setpriority: bind('int setpriority(int, uint, int)'),
  setsockopt: bind('int setsockopt(int, int, int, void*, int)'),
  socket: bind('int socket(int, int, int)'),
  unshare: bind('int unshare(int)'),
  waitpid: bind('int waitpid(int, void*, int)'),
  /** For calls without a wrapper of their own: number and up to four arguments. */
  syscall: bind('long syscall(long, long, long, long, long)'),
  seccomp: bind('long syscall(long, long, long, void*)'),
  mountSetattr: bind('long syscall(long, int, const char*, uint, void*, size_t)'),
  fsopen: bind('long syscall(long, const char*, uint)'),
  fsconfig: bind('long syscall(long, int, uint, const char*, const char*, int)'),
  fsmount: bind('long syscall(long, int, uint, uint)'),
  moveMount: bind('long syscall(long, int, const char*, int, const char*, uint)'),
  posixSpawn: bind('int posix_spawn(void*, const char*, void*, void*, const char**, const char**)'),
  spawnActionsInit: bind('int posix_spawn_file_actions_init(void*)'),
  spawnActionsDup: bind('int posix_spawn_file_actions_adddup2(void*, int, int)'),
  spawnAttrInit: bind('int posix_spawnattr_init(void*)'),
  spawnAttrFlags: bind('int posix_spawnattr_setflags(void*, short)'),
  spawnAttrDefault: bind('int posix_spawnattr_setsigdefault(void*, void*)'),
  spawnAttrMask: bind('int posix_spawnattr_setsigmask(void*, void*)'),
} as const

const errnoNames = new Map(Object.entries(koffi.os.errno).map(([name, number]) => [number, name]))

/** The name of the last error, `EPERM`. */
export function lastError(): string {
  const number = koffi.errno()
  return errnoNames.get(number) ?? `errno ${number}`
}

/** A call that may not fail: the agent cannot do its work if it does. */
export function check(result: number, what: string): number {
  if (result < 0) throw new Error(`${what}: ${lastError()}`)
  return result
}

/** Memory that the kernel may write into: never moved, never shared with Node's pool of small buffers. */
export function memory(size: number): Buffer {
  return Buffer.from(new ArrayBuffer(size))
}

export function addressOf(buffer: Buffer): bigint {
  return BigInt(koffi.address(buffer))
}

export const O_CLOEXEC = 0o2000000

export function cString(bytes: Buffer): string {
  const end = bytes.indexOf(0)
  return bytes.toString('latin1', 0, end < 0 ? bytes.length : end)
}
