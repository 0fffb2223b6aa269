import { besideKernel } from '../shell-proc/beside-kernel.ts'

/**
 * Frames sent through a bridge: counters of every device, and the table. Mausezahn's own packet socket sees every
 * device, so that no frame counts as dropped for want of a protocol.
 */
besideKernel('bridge', { tapped: true })
