/** Stub. */
import type { Benchmark } from './figure.ts'

export const manyPorts: Benchmark = { name: 'many-ports', measure: async () => [] }
