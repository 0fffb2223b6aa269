import { besideKernel } from './beside-kernel.ts'

besideKernel('shell-proc')
