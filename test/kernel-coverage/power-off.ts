import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import koffi from 'koffi'

const COUNTERS = '/sys/kernel/debug/gcov'
/** LINUX_REBOOT_CMD_POWER_OFF */
const POWER_OFF = 0x4321_fedc

/** Hands the counters over, and ends this kernel. */
export function powerOff(out: string): void {
  const counters = readdirSync(COUNTERS, { recursive: true, encoding: 'utf8' }).find((name) =>
    name.endsWith('macvlan.gcda'),
  )
  // To copyFileSync, files of such a file system are empty.
  writeFileSync(join(out, 'macvlan.gcda'), readFileSync(join(COUNTERS, counters!)))
  writeFileSync(join(out, 'release'), readFileSync('/proc/sys/kernel/osrelease'))
  koffi.load('libc.so.6').func('int reboot(uint)')(POWER_OFF)
}
