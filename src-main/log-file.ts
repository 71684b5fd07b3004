/** The station's log beside its database: one JSON line a piece of news, two files of five megabytes at most. */
import { renameSync, statSync } from 'node:fs'
import pino from 'pino'
import type { Log } from '#flow/world.ts'

const LARGEST_BYTES = 5 * 1024 * 1024

export function fileLog(file: string): Log {
  if (sizeOf(file) > LARGEST_BYTES) renameSync(file, `${file}.1`)
  return pino({ base: null, timestamp: pino.stdTimeFunctions.isoTime }, pino.destination({ dest: file, sync: true }))
}

function sizeOf(file: string): number {
  try {
    return statSync(file).size
  } catch {
    return 0
  }
}
