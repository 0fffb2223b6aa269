/** HZ=250, as Debian builds its kernels. */
const JIFFY = 4_000_000
/** A level has 64 slots, and each level's are 8 times as wide as those of the level below. */
const LEVEL_SLOTS = 64
const LEVEL_WIDTH = 8

/**
 * When a timer for `at` really fires: the timer wheel (calc_wheel_index) rounds up to the width of the slots of
 * its level, so that a timer is late by up to an eighth of its time. Three ARP requests one second apart are
 * 1.024 s apart for that reason.
 */
export function wheelTime(now: number, at: number): number {
  const clock = Math.floor(now / JIFFY)
  const expires = Math.ceil(at / JIFFY)
  const delta = Math.max(expires - clock, 1)
  let width = 1
  for (let start = LEVEL_SLOTS - 1; delta >= start; start *= LEVEL_WIDTH) width *= LEVEL_WIDTH
  return Math.floor((expires + width) / width) * width * JIFFY
}
