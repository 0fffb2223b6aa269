import { existsSync, readFileSync } from 'node:fs'
import { formatMac, readMac } from '../../frame/mac.ts'
import { mountDetached } from './detached-mount.ts'
import { check, cString, lastError, libc, memory, O_CLOEXEC } from './libc.ts'

const [O_RDWR, O_NONBLOCK] = [2, 0o4000]
const [TUNSETIFF, TUNGETIFF] = [0x4004_54ca, 0x8004_54d2]
const SIOCGIFHWADDR = 0x8927
/** Where struct ifreq has the bytes of an address. */
const HWADDR = 18
/** As a file of its device reads and writes bare frames. */
const IFF_TAP_NO_PI = 0x1002
const IFF_TAP = 2
const S_IFCHR = 0o020000
/** Numbers of mknodat(2): C libraries before 2.33 have no mknod. */
const SYS_MKNODAT: Readonly<Record<string, number>> = { x64: 259, arm64: 33 }
const IFNAMSIZ = 16

/** A device as sysfs shows it in the network namespace that this thread is in. */
export interface NetworkDevice {
  readonly ifindex: number
  readonly mac: string
  readonly mtu: number
  /** `246:1`, of /dev/tapN; undefined for anything but a macvtap or an ipvtap. */
  readonly tapNode: string | undefined
  readonly isTap: boolean
}

/** Under whose name sysfs shows a device's /dev/tapN. */
const TAP_DRIVERS = ['macvtap', 'ipvtap']

/** undefined: there is none of that name in the network namespace that this thread is in. */
export function findDevice(name: string): NetworkDevice | undefined {
  const sys = mountDetached('sysfs')
  try {
    const directory = `/proc/self/fd/${sys}/class/net/${name}`
    if (name === '' || name.includes('/') || !existsSync(`${directory}/ifindex`)) return undefined
    const read = (file: string) => readFileSync(`${directory}/${file}`, 'latin1').trim()
    const ifindex = Number(read('ifindex'))
    const node = TAP_DRIVERS.map((driver) => `${driver}/tap${ifindex}/dev`).find((file) =>
      existsSync(`${directory}/${file}`),
    )
    return {
      ifindex,
      mac: read('address'),
      mtu: Number(read('mtu')),
      tapNode: node === undefined ? undefined : read(node),
      isTap: existsSync(`${directory}/tun_flags`) && (Number(read('tun_flags')) & IFF_TAP) !== 0,
    }
  } finally {
    libc.close(sys)
  }
}

/** Opens a macvtap or an ipvtap by its numbers: the node in /dev is that of whichever namespace was first with this ifindex. */
export function openMacvtap(numbers: string): number | string {
  const [major, minor] = numbers.split(':').map(Number)
  const device = (minor! & 0xff) | (major! << 8) | ((minor! & ~0xff) << 12)
  const directory = mountDetached('tmpfs')
  try {
    const made = libc.mknodat(SYS_MKNODAT[process.arch]!, directory, 'tap', S_IFCHR | 0o600, device)
    if (made < 0) return lastError()
    const fd = libc.open(`/proc/self/fd/${directory}/tap`, O_RDWR | O_NONBLOCK | O_CLOEXEC, 0)
    if (fd < 0) return lastError()
    check(setInterface(fd, ''), 'TUNSETIFF of a macvtap')
    return fd
  } finally {
    libc.close(directory)
  }
}

/** Attaches to a tap of the network namespace that this thread is in; one of a new name, or of `eth%d`, is made. */
export function openTap(name: string): number | string {
  const fd = check(libc.open('/dev/net/tun', O_RDWR | O_NONBLOCK | O_CLOEXEC, 0), 'open /dev/net/tun')
  if (setInterface(fd, name) === 0) return fd
  const error = lastError()
  libc.close(fd)
  return error
}

/** struct ifreq */
function setInterface(fd: number, name: string): number {
  const request = memory(40)
  request.write(name, 0, IFNAMSIZ - 1, 'latin1')
  request.writeUInt16LE(IFF_TAP_NO_PI, IFNAMSIZ)
  return libc.ioctl(fd, TUNSETIFF, request)
}

/** Whether a file is of the device that now has this name and this MAC; never of one that was deleted. */
export function isFileOf(fd: number, name: string, mac: string): boolean {
  const request = memory(40)
  if (libc.ioctl(fd, TUNGETIFF, request) < 0 || cString(request) !== name) return false
  return libc.ioctl(fd, SIOCGIFHWADDR, request) === 0 && formatMac(readMac(request, HWADDR)) === mac
}

const LONGEST_FRAME = 65536 + 64
const buffer = memory(LONGEST_FRAME)

/**
 * Carries the frames that wait in one file to another, where there is one. `false`: the file is dead, because its
 * device was deleted.
 */
export function carry(from: number, to: number | undefined): boolean {
  for (;;) {
    const length = Number(libc.read(from, buffer, LONGEST_FRAME))
    if (length < 0) return lastError() !== 'EBADFD'
    if (to !== undefined) libc.write(to, buffer, length) // the device may be down, or gone
  }
}
