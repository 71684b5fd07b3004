/** `station people`: the way back in when the last administrator forgot the password; whoever owns the database file may. */

import { randomInt } from 'node:crypto'
import { existsSync } from 'node:fs'
import { Fault } from '#core/fault.ts'
import { resetPassword } from '#flow/accounts.ts'
import { openAccount } from '#flow/prove.ts'
import { openSessions } from '#flow/session.ts'
import { noConfig } from '../config.ts'
import { openWorld } from '../world.ts'
import { terminalLog } from './log.ts'

/** Without letters and digits that look alike when read out. */
const signs = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789'

/** One JSON line with a password for one sign-in; the person must choose another. Errors: `person.unknown`, every `database.*`. */
export async function peopleReset(options: { readonly db: string; readonly name: string }): Promise<void> {
  if (!existsSync(options.db)) throw new Fault('file.unreadable', options.db)
  const { world, close } = openWorld({ file: options.db, demo: false, config: noConfig, log: terminalLog() })
  try {
    const { id, name } = openAccount(world, options.name)
    const password = [1, 2, 3].map(() => fourSigns()).join('-')
    await resetPassword(world, openSessions(world), { id, password, by: 'station people' })
    process.stdout.write(`${JSON.stringify({ name, password })}\n`)
  } finally {
    close()
  }
}

function fourSigns(): string {
  return [1, 2, 3, 4].map(() => signs[randomInt(signs.length)]).join('')
}
