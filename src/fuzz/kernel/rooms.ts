import type { NamespaceName } from '../bench.ts'
import type { KernelNamespace } from './namespace.ts'

/** The two namespaces that benches stand in. */
export type Rooms = Readonly<Record<NamespaceName, KernelNamespace>>
