/**
 * The key that PINs are hashed with. It lies in a file of its own beside the database and never in it: a PIN of six digits is
 * guessed in an hour from a copy of the database (a backup, a file sent for help), and not at all without this key.
 */
import { randomBytes } from 'node:crypto'
import { closeSync, existsSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs'
import { Fault } from '#core/fault.ts'
import { withFaults } from './fault-of.ts'

const BYTES = 32

export function pinKeyFile(database: string): string {
  return `${database}.pin-key`
}

/** Null when there is none: nobody has a PIN yet, or the database came here without it. Errors: `file.unreadable`. */
export function readPinKey(database: string): Uint8Array | null {
  const file = pinKeyFile(database)
  if (!existsSync(file)) return null
  return withFaults(() => {
    const key = readFileSync(file)
    if (key.byteLength !== BYTES) throw new Fault('file.unreadable', file)
    return key
  })
}

/** The key, made when there is none. Errors: `file.unreadable`, `disk.full`, `database.read-only`. */
export function ownPinKey(database: string): Uint8Array {
  const kept = readPinKey(database)
  if (kept !== null) return kept
  const key = randomBytes(BYTES)
  const file = pinKeyFile(database)
  withFaults(() => {
    const handle = openSync(`${file}.partial`, 'w', 0o600)
    try {
      writeSync(handle, key)
      fsyncSync(handle)
    } finally {
      closeSync(handle)
    }
    renameSync(`${file}.partial`, file)
  })
  return key
}
