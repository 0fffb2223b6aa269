import { testProgram } from '../test-program.ts'

export default testProgram('conformance', { conformance: 'conformance.ts' })
