/** Stub. */
import type { Benchmark } from './figure.ts'

export const visible: Benchmark = { name: 'visible', measure: async () => [] }
