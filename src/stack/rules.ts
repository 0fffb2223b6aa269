import type { Rule } from '../device/rule.ts'

export const STACK_RULES: readonly Rule[] = []
