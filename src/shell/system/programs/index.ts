import type { Program } from '../../process.ts'
import { date, hostname, id, type Kernel, nproc, tty, uname, which, whoami } from './identity.ts'
import { env, nice, nohup, printenv, setsid, stdbuf, sudo } from './launch.ts'
import { sleep } from './sleep.ts'
import { fail, succeed, yes } from './stream.ts'
import { timeout } from './timeout.ts'
import { xargs } from './xargs.ts'

/** Programs of the base system that have to do with processes, time and the machine. */
export function systemPrograms(kernel: Kernel): ReadonlyMap<string, Program> {
  return new Map<string, Program>(
    Object.entries({
      ...{ date, env, false: fail, hostname, id, nice, nohup, nproc, printenv, setsid, sleep, stdbuf, sudo },
      ...{ sync: succeed, timeout, true: succeed, tty, uname: uname(kernel), which, whoami, xargs, yes },
    }),
  )
}
