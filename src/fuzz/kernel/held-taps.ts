import { check, lastError, libc, memory, O_CLOEXEC } from '../../harness/agent/libc.ts'

const CLONE_NEWNET = 0x4000_0000
const [O_RDWR, O_NONBLOCK] = [2, 0o4000]
const [TUNSETIFF, TUNSETPERSIST, TUNSETIFINDEX] = [0x4004_54ca, 0x4004_54cb, 0x4004_54da]
/** Bare Ethernet frames. */
const IFF_TAP_NO_PI = 0x1002
const IFNAMSIZ = 16
const LONGEST_FRAME = 65536 + 64

const openTun = () => libc.open('/dev/net/tun', O_RDWR | O_NONBLOCK | O_CLOEXEC, 0)
const outbox = memory(LONGEST_FRAME)
const inbox = memory(LONGEST_FRAME)

export function hasTaps(): boolean {
  const fd = openTun()
  if (fd >= 0) libc.close(fd)
  return fd >= 0
}

/** The taps of a bench that a program holds: this one. */
export class HeldTaps {
  private readonly files = new Map<string, number>()

  /** `ip tuntap add`: made with an index, made to stay, and let go of. */
  async create(netns: number, name: string, index: number): Promise<string> {
    const file = inNamespace(netns, () => {
      const fd = check(openTun(), 'open /dev/net/tun')
      const number = memory(4)
      number.writeUInt32LE(index)
      check(libc.ioctl(fd, TUNSETIFINDEX, number), 'TUNSETIFINDEX')
      return attached(fd, name)
    })
    if (typeof file === 'string') return file
    check(libc.ioctl(file, TUNSETPERSIST, memory(1)), 'TUNSETPERSIST')
    await closeLater(file)
    return 'ok'
  }

  async attach(netns: number, dev: string, name: string): Promise<string> {
    const file = inNamespace(netns, () => attached(check(openTun(), 'open /dev/net/tun'), name))
    if (typeof file === 'string') return file
    await this.detach(dev)
    this.files.set(dev, file)
    return 'ok'
  }

  isHeld(dev: string): boolean {
    return this.files.has(dev)
  }

  /** The frames that wait, in order. */
  read(dev: string): Buffer[] {
    const frames: Buffer[] = []
    for (;;) {
      const length = Number(libc.read(this.files.get(dev)!, inbox, LONGEST_FRAME))
      if (length < 0) return frames
      frames.push(Buffer.from(inbox.subarray(0, length)))
    }
  }

  write(dev: string, bytes: Uint8Array): string {
    outbox.set(bytes)
    return Number(libc.write(this.files.get(dev)!, outbox, bytes.length)) < 0 ? lastError() : 'ok'
  }

  async detach(dev: string): Promise<void> {
    const file = this.files.get(dev)
    if (file === undefined) return
    this.files.delete(dev)
    await closeLater(file)
  }

  /** The world is over. */
  async detachAll(): Promise<void> {
    for (const dev of [...this.files.keys()]) await this.detach(dev)
  }
}

interface Later {
  // biome-ignore lint/suspicious/noExplicitAny: koffi's call takes whatever the C function takes
  async(...args: any[]): void
}

/** On a thread of its own: whoever lets go of a tap waits for a grace period (__tun_detach). */
function closeLater(file: number): Promise<void> {
  return new Promise((resolve) => (libc.close as unknown as Later).async(file, () => resolve()))
}

/** A file whose device has this name; or why it has not. */
function attached(fd: number, name: string): number | string {
  const request = memory(40)
  request.write(name, 0, IFNAMSIZ - 1, 'latin1')
  request.writeUInt16LE(IFF_TAP_NO_PI, IFNAMSIZ)
  if (libc.ioctl(fd, TUNSETIFF, request) === 0) return fd
  const error = lastError()
  libc.close(fd)
  return error
}

/** A tap belongs to the namespace that its file was opened in. */
function inNamespace<T>(netns: number, work: () => T): T {
  const home = check(libc.open('/proc/thread-self/ns/net', O_CLOEXEC, 0), 'open a network namespace')
  check(libc.setns(netns, CLONE_NEWNET), 'enter a network namespace')
  try {
    return work()
  } finally {
    check(libc.setns(home, CLONE_NEWNET), 'return to the own network namespace')
    libc.close(home)
  }
}
