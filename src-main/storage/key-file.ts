/**
 * Keys that lie in files of their own beside the database and never in it: a copy of the database (a backup, a file sent for help)
 * gives away neither PINs, which are guessed in an hour without their key, nor identity numbers.
 */
import { randomBytes } from 'node:crypto'
import { closeSync, existsSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs'
import { Fault } from '#core/fault.ts'
import { withFaults } from './fault-of.ts'

/** `pin`: PINs are hashed with it. `identity`: identity numbers are sealed with it. */
export type KeyPurpose = 'pin' | 'identity'

const BYTES = 32

export function keyFile(database: string, purpose: KeyPurpose): string {
  return `${database}.${purpose}-key`
}

/** Null when there is none: nothing needed it yet, or the database came here without it. Errors: `file.unreadable`. */
export function readKey(database: string, purpose: KeyPurpose): Uint8Array | null {
  const file = keyFile(database, purpose)
  if (!existsSync(file)) return null
  return withFaults(() => {
    const key = readFileSync(file)
    if (key.byteLength !== BYTES) throw new Fault('file.unreadable', file)
    return key
  })
}

/** The key, made when there is none. Errors: `file.unreadable`, `disk.full`, `database.read-only`. */
export function ownKey(database: string, purpose: KeyPurpose): Uint8Array {
  const kept = readKey(database, purpose)
  if (kept !== null) return kept
  const key = randomBytes(BYTES)
  const file = keyFile(database, purpose)
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
