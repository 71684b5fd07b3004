/** Stub. */
import type { Benchmark } from './figure.ts'

export const start: Benchmark = { name: 'start', measure: async () => [] }
