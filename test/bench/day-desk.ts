/** Stub. */
import type { Benchmark } from './figure.ts'

export const dayDesk: Benchmark = { name: 'day-desk', measure: async () => [] }
