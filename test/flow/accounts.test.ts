/** Accounts: the first ends the open room, the last administrator stays, and secrets are hashed, counted and never written down. */
import { readFileSync, rmSync, statSync } from 'node:fs'
import { expect, test } from 'vitest'
import { addAccount, changeAccount, resetPassword, setActive, setOwnPassword, setOwnPin } from '#flow/accounts.ts'
import { personPolicy, savePersonPolicy } from '#flow/person-policy.ts'
import { prove } from '#flow/prove.ts'
import { checkSecret, keptSecret } from '#flow/secret.ts'
import { openSessions } from '#flow/session.ts'
import { proveSigner } from '#flow/sign.ts'
import type { World } from '#flow/world.ts'
import { auditOf, auditPage } from '#storage/audit.ts'
import { keyFile } from '#storage/key-file.ts'
import { accountByName, allAccounts } from '#storage/people.ts'
import { ADMINISTRATOR, firstAccount, PASSWORD, PIN, personWith } from './people.ts'
import { clockAt, room } from './room.ts'

const pinTry = (world: World, value: string, name = '王敏') =>
  prove(world, { name, secret: 'pin', value, action: 'person.sign' })
const passwordTry = (world: World, value: string, name = '王敏') =>
  prove(world, { name, secret: 'password', value, action: 'person.sign-in' })

test('no account, no password: a fresh station has neither', () => {
  const { world } = room()
  expect(allAccounts(world.db)).toEqual([])
  expect(openSessions(world).standing(null)).toEqual({ kind: 'open-room' })
})

test('the first account is its maker, an administrator, and ends the open room', async () => {
  const { world } = room()
  const said = { name: '王敏', password: PASSWORD, pin: null, staff: null, by: '随便谁' }
  await expect(addAccount(world, { ...said, roles: ['operator'] })).rejects.toThrow(
    'person.roles: first-is-administrator',
  )
  const account = await addAccount(world, { ...said, roles: ['administrator', 'operator'] })
  expect(account).toMatchObject({ name: '王敏', mustChange: false, pin: null })
  expect(openSessions(world).standing(null)).toEqual({ kind: 'signed-out' })
  expect(auditOf(world.db, '王敏')).toMatchObject([{ by: '王敏', action: 'person.add' }])
})

test('two who make the first account at once: one does', async () => {
  const { world } = room()
  const made = await Promise.allSettled([firstAccount(world, [], '甲管理'), firstAccount(world, [], '乙管理')])
  expect(made.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  expect(allAccounts(world.db)).toHaveLength(1)
})

test('weak secrets, taken names and roles that cannot be are refused and leave nothing', async () => {
  const { world, everything } = room()
  await firstAccount(world)
  const before = everything()
  const said = {
    name: '王敏',
    roles: ['operator'] as const,
    password: PASSWORD,
    pin: null,
    staff: null,
    by: ADMINISTRATOR,
  }
  await expect(addAccount(world, { ...said, password: '12345678' })).rejects.toThrow(
    'person.weak: password: well-known',
  )
  await expect(addAccount(world, { ...said, pin: PIN })).rejects.toThrow('person.weak: pin: own')
  await expect(addAccount(world, { ...said, roles: ['auditor', 'manager'] })).rejects.toThrow('person.roles')
  await expect(addAccount(world, { ...said, name: ` ${ADMINISTRATOR} ` })).rejects.toThrow('person.name-taken')
  expect(everything()).toEqual(before)
})

test('the last administrator stays, whoever tries what', async () => {
  const { world } = room()
  const sessions = openSessions(world)
  const { id } = await firstAccount(world)
  const last = 'person.last-administrator'
  expect(() => changeAccount(world, { id, roles: ['operator'], staff: null, by: ADMINISTRATOR })).toThrow(last)
  expect(() => setActive(world, sessions, { id, active: false, by: ADMINISTRATOR })).toThrow(last)
  const second = await personWith(world, '李强', ['administrator'])
  changeAccount(world, { id, roles: ['operator'], staff: null, by: '李强' })
  expect(() => setActive(world, sessions, { id: second.id, active: false, by: '李强' })).toThrow(last)
})

test('a closed account signs in no more, and its session is gone', async () => {
  const { world } = room()
  const sessions = openSessions(world)
  const { id } = await personWith(world, '王敏', ['operator'])
  const token = sessions.begin(id)
  expect(sessions.standing(token).kind).toBe('here')
  setActive(world, sessions, { id, active: false, by: ADMINISTRATOR })
  expect(sessions.standing(token).kind).toBe('signed-out')
  await expect(passwordTry(world, PASSWORD)).rejects.toThrow('person.unknown')
  setActive(world, sessions, { id, active: true, by: ADMINISTRATOR })
  expect((await passwordTry(world, PASSWORD)).id).toBe(id)
})

test('a password that was reset is changed by its owner, and the PIN is gone', async () => {
  const { world } = room()
  const sessions = openSessions(world)
  const { id } = await personWith(world, '王敏', ['operator'])
  const token = sessions.begin(id)
  const reset = await resetPassword(world, sessions, { id, password: '临时用的一句话甲', by: ADMINISTRATOR })
  expect(reset).toMatchObject({ mustChange: true, pin: null })
  expect(sessions.standing(token).kind).toBe('signed-out')
  await expect(setOwnPassword(world, reset, { current: '临时用的一句话甲', next: '临时用的一句话甲' })).rejects.toThrow(
    'same',
  )
  expect(await setOwnPassword(world, reset, { current: '临时用的一句话甲', next: PASSWORD })).toMatchObject({
    mustChange: false,
  })
})

test('scrypt with 32 MB, its parameters and a salt of its own beside each hash', async () => {
  const [first, second] = await Promise.all([keptSecret(PASSWORD, null), keptSecret(PASSWORD, null)])
  expect(first).toMatch(/^scrypt\$15\$8\$1\$[\w+/]{22}==\$[\w+/]{43}=\$-$/)
  expect(first).not.toBe(second)
  expect(await checkSecret(PASSWORD, first, null)).toBe('right')
  expect(await checkSecret(`${PASSWORD}。`, first, null)).toBe('wrong')
  // An older or later release may have hashed at another cost: what stands beside the hash counts.
  const cheap = (await keptSecret('x', null)).replace('$15$', '$14$')
  expect(await checkSecret('x', cheap, null)).toBe('wrong')
})

test('a PIN is hashed with a key beside the database, not in it; without the key nobody can say', async () => {
  const { world, file } = room()
  await personWith(world, '王敏', ['operator'])
  const key = readFileSync(keyFile(file, 'pin'))
  expect(key.byteLength).toBe(32)
  if (process.platform !== 'win32') expect(statSync(keyFile(file, 'pin')).mode & 0o777).toBe(0o600)
  world.db.pragma('wal_checkpoint(TRUNCATE)')
  for (const form of [key, Buffer.from(key.toString('base64')), Buffer.from(key.toString('hex'))])
    expect(readFileSync(file).includes(form)).toBe(false)
  rmSync(keyFile(file, 'pin'))
  await expect(pinTry(world, PIN)).rejects.toThrow('person.no-pin')
  const account = await passwordTry(world, PASSWORD)
  await setOwnPin(world, account, { password: PASSWORD, pin: '4071' })
  expect((await pinTry(world, '4071')).name).toBe('王敏')
})

test('wrong PINs are counted on the disk: the wait outlives a restart, and ends with a right one', async () => {
  const clock = clockAt()
  const first = room({ clock })
  await personWith(first.world, '王敏', ['operator'])
  for (const wrong of ['7390', '7392', '7393']) await expect(pinTry(first.world, wrong)).rejects.toThrow('person.wrong')
  await expect(pinTry(first.world, PIN)).rejects.toThrow('person.wait: 5')
  first.close()
  const { world } = room({ file: first.file, clock })
  await expect(pinTry(world, PIN)).rejects.toThrow('person.wait: 5')
  expect((await passwordTry(world, PASSWORD)).name).toBe('王敏')
  clock.pass(5_000)
  await expect(pinTry(world, '7394')).rejects.toThrow('person.wrong')
  await expect(pinTry(world, PIN)).rejects.toThrow('person.wait: 30')
  clock.pass(30_000)
  expect((await pinTry(world, PIN)).name).toBe('王敏')
  await expect(pinTry(world, '7395')).rejects.toThrow('person.wrong')
  expect(auditOf(world.db, '王敏').filter(({ action }) => action === 'person.wrong')).toHaveLength(5)
})

test('many tries at once are as many tries: a handful is looked at, the rest waits', async () => {
  const { world } = room()
  await personWith(world, '王敏', ['operator'])
  const said = ['7300', '7301', '7302', '7303', '7304', '7305', '7306', PIN]
  const answers = await Promise.allSettled(said.map((pin) => pinTry(world, pin)))
  const words = answers.map((one) => (one.status === 'rejected' ? String(one.reason.message).split(':')[0] : 'right'))
  expect(words).toEqual([...Array(3).fill('person.wrong'), ...Array(5).fill('person.wait')])
})

test('an open room has no PIN to try; a name without an account is nobody', async () => {
  const { world } = room()
  expect(await proveSigner(world, { by: '王敏', pin: 'anything' })).toMatchObject({ proven: false })
  await firstAccount(world)
  await expect(pinTry(world, PIN)).rejects.toThrow('person.unknown')
})

test('no secret is in the audit, and none in the database', async () => {
  const { world, file } = room()
  const { name } = await personWith(world, '王敏', ['operator'])
  await expect(passwordTry(world, '错误的密码很长很长')).rejects.toThrow('person.wrong')
  const text = JSON.stringify(auditPage(world.db, { after: null, limit: 100 }).rows)
  expect(text).toContain(name)
  for (const secret of [PASSWORD, '错误的密码很长很长']) {
    expect(text).not.toContain(secret)
    world.db.pragma('wal_checkpoint(TRUNCATE)')
    expect(readFileSync(file).includes(Buffer.from(secret))).toBe(false)
  }
})

test('an account keeps its identity and is never deleted', async () => {
  const { world } = room()
  await firstAccount(world)
  expect(() => world.db.exec("UPDATE accounts SET name = '别人'")).toThrow('keeps its identity')
  expect(() => world.db.exec('DELETE FROM accounts')).toThrow('never deleted')
  expect(accountByName(world.db, '赵 管理')?.name).toBe(ADMINISTRATOR)
})

test('the audit cannot be written: neither is what it tells of', async () => {
  const { world, count } = room()
  const { id } = await personWith(world, '王敏', ['operator'])
  const before = allAccounts(world.db)
  const signatures = count('signatures')
  world.db.exec("CREATE TRIGGER no_audit BEFORE INSERT ON audit BEGIN SELECT RAISE(ABORT, 'the power went'); END")
  const said = { roles: ['operator'] as const, password: PASSWORD, pin: null, staff: null, by: ADMINISTRATOR }
  await expect(addAccount(world, { ...said, name: '李强' })).rejects.toThrow('the power went')
  expect(() => changeAccount(world, { id, roles: ['manager'], staff: null, by: ADMINISTRATOR })).toThrow(
    'the power went',
  )
  expect(() => setActive(world, openSessions(world), { id, active: false, by: ADMINISTRATOR })).toThrow(
    'the power went',
  )
  await expect(pinTry(world, PIN)).rejects.toThrow('the power went')
  expect(() => savePersonPolicy(world, { idleMinutes: 1, trainedOnly: false }, ADMINISTRATOR)).toThrow('the power went')
  expect(allAccounts(world.db)).toEqual(before)
  expect(count('signatures')).toBe(signatures)
  expect(personPolicy(world).idleMinutes).toBe(10)
})
