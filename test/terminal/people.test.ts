/** `station people` on the real command line: the way back in for whoever owns the file. */
import { expect, it } from 'vitest'
import { openSessions } from '#flow/session.ts'
import { signIn } from '#flow/sign-in.ts'
import { auditOf } from '#storage/audit.ts'
import { ADMINISTRATOR, firstAccount, PASSWORD } from '#test/flow/people.ts'
import { room } from '#test/flow/room.ts'
import { linesOf, station } from './command.ts'

it('gives a password for one sign-in, writes it down as its own deed, and refuses a running station and unknown names', async () => {
  const first = room()
  await firstAccount(first.world)
  const reset = ['people', 'reset-password', '--db', first.file, '--name']
  expect(await station([...reset, ADMINISTRATOR])).toMatchObject({
    code: 1,
    stderr: expect.stringMatching(/^database\.locked/),
  })
  first.close()
  expect(await station([...reset, '李强'])).toMatchObject({
    code: 1,
    stderr: expect.stringMatching(/^person\.unknown/),
  })
  const [given] = linesOf(await station([...reset, ADMINISTRATOR]))
  expect(given).toEqual({ name: ADMINISTRATOR, password: expect.stringMatching(/^[A-Z2-9]{4}(-[A-Z2-9]{4}){2}$/) })
  const { world } = room({ file: first.file })
  const sessions = openSessions(world)
  const who = { before: null, name: ADMINISTRATOR }
  await expect(signIn(world, sessions, { ...who, password: PASSWORD })).rejects.toThrow('person.wrong')
  const token = await signIn(world, sessions, { ...who, password: String(given?.password) })
  expect(sessions.standing(token)).toMatchObject({ kind: 'here', account: { mustChange: true } })
  expect(auditOf(world.db, ADMINISTRATOR).map(({ by, action }) => [by, action])).toContainEqual([
    'station people',
    'person.reset-password',
  ])
})
