/** A person shows who they are: the try is counted on the disk before the secret is looked at, and answered in the audit. */
import { Fault } from '#core/fault.ts'
import { waitLeft } from '#core/person/tries.ts'
import { appendAudit } from '#storage/audit.ts'
import { readKey } from '#storage/key-file.ts'
import { transaction } from '#storage/open.ts'
import { type Account, accountById, accountByName, type Secret, saveTries, triesOf } from '#storage/people.ts'
import { checkSecret } from './secret.ts'
import type { World } from './world.ts'

/** An account that may act. Errors: `person.unknown`. */
export function openAccount(world: World, name: string): Account {
  const account = accountByName(world.db, name)
  if (account === undefined || account.closedAt !== null) throw new Fault('person.unknown', name.trim())
  return account
}

/** `action`: what the audit calls a right try. Errors: `person.unknown`, `person.wait`, `person.wrong`, `person.no-pin`. */
export async function prove(
  world: World,
  { name, secret, value, action }: { name: string; secret: Secret; value: string; action: string },
): Promise<Account> {
  const account = openAccount(world, name)
  const kept = account[secret]
  if (kept === null) throw new Fault('person.no-pin', account.name)
  countTry(world, account, secret)
  const answer = await checkSecret(value, kept, secret === 'pin' ? readKey(world.file, 'pin') : null)
  const at = world.now()
  const proven = transaction(world.db, () => {
    const now = accountById(world.db, account.id)
    // Changed or closed while it was looked at: what was proven is not what counts any more.
    const right = answer === 'right' && now[secret] === kept && now.closedAt === null
    if (right) saveTries(world.db, account.id, secret, 0, at)
    const wrong = triesOf(world.db, account.id, secret).wrong
    appendAudit(world.db, {
      at,
      by: account.name,
      action: right ? action : 'person.wrong',
      subject: account.name,
      detail: right ? secret : JSON.stringify({ secret, for: action, wrong, answer }),
    })
    return right ? now : null
  })
  if (proven !== null) return proven
  throw new Fault(answer === 'other-key' ? 'person.no-pin' : 'person.wrong', account.name)
}

/** In the transaction's own moment, so that many tries at once are counted as many. Errors: `person.wait` with the seconds. */
function countTry(world: World, account: Account, secret: Secret): void {
  const at = world.now()
  transaction(world.db, () => {
    const tries = triesOf(world.db, account.id, secret)
    const left = waitLeft(tries, at)
    if (left > 0) throw new Fault('person.wait', String(Math.ceil(left / 1000)))
    saveTries(world.db, account.id, secret, tries.wrong + 1, at)
  })
}
