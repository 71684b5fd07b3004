/** Accounts and the wrong tries at their secrets; an account is closed, never deleted. */
import { Fault } from '#core/fault.ts'
import type { PersonId } from '#core/ids.ts'
import { nameKey } from '#core/judge/name-key.ts'
import type { Role } from '#core/person/role.ts'
import { noTries, type Tries } from '#core/person/tries.ts'
import type { Moment } from '#core/time.ts'
import type { Db } from './sqlite.ts'
import { all, change, insert, moment, momentOrNull, one } from './statements.ts'

export type Secret = 'password' | 'pin'

export interface Account {
  readonly id: PersonId
  readonly name: string
  readonly roles: readonly Role[]
  /** As flow/secret.ts writes them: scrypt with its parameters. */
  readonly password: string
  /** Somebody else chose the password: the person chooses another before anything else. */
  readonly mustChange: boolean
  readonly pin: string | null
  /** The key of the person in the catalog's staff list, where the training record is. */
  readonly staff: string | null
  readonly madeAt: Moment
  readonly closedAt: Moment | null
}

interface AccountRow {
  readonly id: PersonId
  readonly name: string
  readonly roles: string
  readonly password: string
  readonly mustChange: number
  readonly pin: string | null
  readonly staff: string | null
  readonly at: string
  readonly zone: number
  readonly closed: string | null
  readonly closedZone: number | null
}

const SELECT = `SELECT id, name, roles, password, must_change AS mustChange, pin, staff, made_at AS at, made_zone AS zone,
  closed_at AS closed, closed_zone AS closedZone FROM accounts`

/** Also closed ones count: a station that ever had accounts is never an open room again. */
export function hasAccounts(db: Db): boolean {
  return one(db, 'SELECT 1 FROM accounts LIMIT 1') !== undefined
}

export function allAccounts(db: Db): readonly Account[] {
  return all<AccountRow>(db, `${SELECT} ORDER BY closed_at IS NOT NULL, made_at, name_key`).map(accountOf)
}

/** Errors: `not-found`. */
export function accountById(db: Db, id: PersonId): Account {
  const row = one<AccountRow>(db, `${SELECT} WHERE id = ?`, id)
  if (row === undefined) throw new Fault('not-found', `account ${id}`)
  return accountOf(row)
}

/** By name as people mean it: width, case and blanks do not matter. */
export function accountByName(db: Db, name: string): Account | undefined {
  const row = one<AccountRow>(db, `${SELECT} WHERE name_key = ?`, nameKey(name))
  return row === undefined ? undefined : accountOf(row)
}

export type NewAccount = Omit<Account, 'closedAt'>

export function insertAccount(db: Db, account: NewAccount): void {
  insert(
    db,
    `INSERT INTO accounts (id, name, name_key, roles, password, must_change, pin, staff, made_at, made_zone)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    account.id,
    account.name,
    nameKey(account.name),
    JSON.stringify(account.roles),
    account.password,
    account.mustChange ? 1 : 0,
    account.pin,
    account.staff,
    account.madeAt.utc,
    account.madeAt.offset,
  )
}

export function saveRoles(db: Db, id: PersonId, roles: readonly Role[], staff: string | null): void {
  change(db, 'UPDATE accounts SET roles = ?, staff = ? WHERE id = ?', JSON.stringify(roles), staff, id)
}

export function savePassword(db: Db, id: PersonId, password: string, mustChange: boolean): void {
  change(db, 'UPDATE accounts SET password = ?, must_change = ? WHERE id = ?', password, mustChange ? 1 : 0, id)
}

export function savePin(db: Db, id: PersonId, pin: string | null): void {
  change(db, 'UPDATE accounts SET pin = ? WHERE id = ?', pin, id)
}

/** Null opens it again. */
export function saveClosed(db: Db, id: PersonId, at: Moment | null): void {
  change(db, 'UPDATE accounts SET closed_at = ?, closed_zone = ? WHERE id = ?', at?.utc ?? null, at?.offset ?? null, id)
}

export function triesOf(db: Db, id: PersonId, secret: Secret): Tries {
  const row = one<{ readonly wrong: number; readonly at: string; readonly zone: number }>(
    db,
    'SELECT wrong, last_at AS at, last_zone AS zone FROM account_tries WHERE account_id = ? AND secret = ?',
    id,
    secret,
  )
  return row === undefined ? noTries : { wrong: row.wrong, lastAt: moment(row.at, row.zone) }
}

export function saveTries(db: Db, id: PersonId, secret: Secret, wrong: number, at: Moment): void {
  insert(
    db,
    `INSERT INTO account_tries (account_id, secret, wrong, last_at, last_zone) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET wrong = excluded.wrong, last_at = excluded.last_at, last_zone = excluded.last_zone`,
    id,
    secret,
    wrong,
    at.utc,
    at.offset,
  )
}

function accountOf({ roles, mustChange, at, zone, closed, closedZone, ...row }: AccountRow): Account {
  return {
    ...row,
    roles: JSON.parse(roles) as readonly Role[],
    mustChange: mustChange === 1,
    madeAt: moment(at, zone),
    closedAt: momentOrNull(closed, closedZone),
  }
}
