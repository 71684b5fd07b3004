/** Sessions: in memory alone, asleep when nobody touches them, and changed hands by PIN only where a password was shown. */
import { expect, test } from 'vitest'
import { changeAccount } from '#flow/accounts.ts'
import { savePersonPolicy } from '#flow/person-policy.ts'
import { openSessions } from '#flow/session.ts'
import { signIn, switchTo } from '#flow/sign-in.ts'
import { auditOf } from '#storage/audit.ts'
import { ADMINISTRATOR, PASSWORD, PIN, personWith } from './people.ts'
import { room } from './room.ts'

const MINUTE = 60_000

async function twoPeople() {
  const here = room()
  await personWith(here.world, '王敏', ['operator'])
  await personWith(here.world, '李强', ['manager'], { pin: '4071' })
  const sessions = openSessions(here.world)
  const token = await signIn(here.world, sessions, { before: null, name: '王敏', password: PASSWORD })
  return { ...here, sessions, token }
}

test('a token of 256 bits, and none that was made up', async () => {
  const { sessions, token } = await twoPeople()
  expect(Buffer.from(token, 'base64url').byteLength).toBe(32)
  expect(sessions.standing(token)).toMatchObject({ kind: 'here', account: { name: '王敏' } })
  for (const other of [null, '', 'x', token.slice(1), `${token}A`])
    expect(sessions.standing(other).kind).toBe('signed-out')
})

test('the desk locks when nobody touched it, at the minute the site chose, and windows hear of it', async () => {
  const { world, clock, news, sessions, token } = await twoPeople()
  clock.pass(10 * MINUTE - 1)
  expect(sessions.standing(token).kind).toBe('here')
  sessions.touch(token)
  clock.pass(10 * MINUTE - 1)
  news.length = 0
  sessions.look()
  expect(news).toEqual([])
  clock.pass(1)
  sessions.look()
  expect(news).toEqual([{ kind: 'person.changed' }])
  expect(sessions.standing(token)).toMatchObject({ kind: 'locked', account: { name: '王敏' } })
  // Touching a locked desk wakes nobody.
  sessions.touch(token)
  expect(sessions.standing(token).kind).toBe('locked')
  savePersonPolicy(world, { idleMinutes: 60, trainedOnly: true }, ADMINISTRATOR)
  expect(sessions.standing(token).kind).toBe('locked')
})

test('it locks also when nobody looks: the next call finds it asleep', async () => {
  const { clock, sessions, token } = await twoPeople()
  clock.pass(10 * MINUTE)
  expect(sessions.standing(token).kind).toBe('locked')
})

test('quick change by PIN: another person, another token, the one before is worth nothing', async () => {
  const { world, sessions, token } = await twoPeople()
  const next = await switchTo(world, sessions, { before: token, name: '李强', pin: '4071' })
  expect(sessions.standing(next)).toMatchObject({ kind: 'here', account: { name: '李强' } })
  expect(sessions.standing(token).kind).toBe('signed-out')
  expect(auditOf(world.db, '李强').at(-1)).toMatchObject({ by: '李强', action: 'person.switch', detail: 'pin' })
})

test('a wrong PIN changes nothing, and a locked desk opens to a right one', async () => {
  const { world, sessions, token } = await twoPeople()
  sessions.lock(token)
  await expect(switchTo(world, sessions, { before: token, name: '王敏', pin: '4071' })).rejects.toThrow('person.wrong')
  expect(sessions.standing(token).kind).toBe('locked')
  const next = await switchTo(world, sessions, { before: token, name: '王敏', pin: PIN })
  expect(sessions.standing(next).kind).toBe('here')
})

test('a PIN opens no desk where nobody showed a password: before the first, after a restart, after a night', async () => {
  const { world, clock, sessions, token } = await twoPeople()
  const pin = { name: '王敏', pin: PIN }
  await expect(switchTo(world, sessions, { before: null, ...pin })).rejects.toThrow('person.signed-out')
  await expect(switchTo(world, openSessions(world), { before: token, ...pin })).rejects.toThrow('person.signed-out')
  clock.pass(14 * 60 * MINUTE)
  await expect(switchTo(world, sessions, { before: token, ...pin })).rejects.toThrow('person.signed-out')
})

test('an administrator changes roles: they count from the next call', async () => {
  const { world, sessions, token } = await twoPeople()
  const standing = sessions.standing(token)
  if (standing.kind !== 'here') throw new Error(standing.kind)
  changeAccount(world, { id: standing.account.id, roles: ['auditor'], staff: null, by: ADMINISTRATOR })
  expect(sessions.standing(token)).toMatchObject({ account: { roles: ['auditor'] } })
})
