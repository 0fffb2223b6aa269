/** In place of the tests' kernel-here.ts: mutants are caught by what every machine can do. */
export const kernelRefusal = 'mutants are caught without a kernel'
export const kernelHere = undefined
