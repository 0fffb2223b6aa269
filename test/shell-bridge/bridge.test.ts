import { besideKernel } from '../shell-proc/beside-kernel.ts'

besideKernel('shell-bridge')
