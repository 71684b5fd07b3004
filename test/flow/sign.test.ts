/** A signature is a person's own, covers exactly what was shown, and stands or falls with what it signs. */
import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { isFault } from '#core/fault.ts'
import { changeAccount, setActive } from '#flow/accounts.ts'
import { savePersonPolicy } from '#flow/person-policy.ts'
import { retireEntry, saveEntry } from '#flow/save-entry.ts'
import { openSessions } from '#flow/session.ts'
import { contentHash, proveSigner, type Signer, sign } from '#flow/sign.ts'
import type { World } from '#flow/world.ts'
import { auditOf, verifyAudit } from '#storage/audit.ts'
import { transaction } from '#storage/open.ts'
import { signaturesOf } from '#storage/signatures.ts'
import { ADMINISTRATOR, firstAccount, PIN, personWith } from './people.ts'
import { room } from './room.ts'

const content = { sampleNo: '20260302-0001', item: '毒死蜱', value: '12.30', verdict: 'negative' }
const SUBJECT = '20260302-0001'

function signed(world: World, signer: Signer, meaning: Parameters<typeof sign>[1]['meaning'] = 'step', said = content) {
  return transaction(world.db, () => sign(world, { signer, meaning, subject: SUBJECT, content: said }))
}

function codeOf(work: () => unknown): string {
  try {
    work()
  } catch (error) {
    if (isFault(error)) return `${error.code} ${error.detail}`
    throw error
  }
  return 'went through'
}

test('an open room: a name, not proven, with the hash of exactly what was shown', async () => {
  const { world, clock } = room()
  const mark = signed(world, await proveSigner(world, { by: ' 王敏 ', pin: '' }))
  const canonical = '{"item":"毒死蜱","sampleNo":"20260302-0001","value":"12.30","verdict":"negative"}'
  const sha256 = createHash('sha256').update(canonical, 'utf8').digest('hex')
  expect(mark).toEqual({ id: 1, by: '王敏', at: clock.now(), meaning: 'step', sha256, proven: false })
  expect(signaturesOf(world.db, SUBJECT)).toEqual([{ ...mark, personId: null, subject: SUBJECT }])
})

test('with accounts: the PIN makes it, and it is proven; one sign of another content has another hash', async () => {
  const { world } = room()
  const { id } = await personWith(world, '王敏', ['operator'])
  const mark = signed(world, await proveSigner(world, { by: '王敏', pin: PIN }))
  expect(mark).toMatchObject({ by: '王敏', proven: true, sha256: contentHash({ ...content }) })
  expect(signaturesOf(world.db, SUBJECT)[0]?.personId).toBe(id)
  expect(contentHash({ ...content, value: '12.3' })).not.toBe(mark.sha256)
  const [proof, entry] = [...auditOf(world.db, '王敏'), ...auditOf(world.db, SUBJECT)].slice(-2)
  expect([proof?.action, entry?.action, entry?.by]).toEqual(['person.sign', 'sign', '王敏'])
  expect(JSON.parse(entry?.detail ?? '')).toEqual({
    signature: mark.id,
    meaning: 'step',
    sha256: mark.sha256,
    proven: true,
  })
  expect(verifyAudit(world.db).kind).toBe('whole')
})

test('a wrong PIN signs nothing, and a typed name signs nothing once there are accounts', async () => {
  const { world, count } = room()
  const typed = await proveSigner(world, { by: '王敏', pin: '' })
  await personWith(world, '王敏', ['operator'])
  await expect(proveSigner(world, { by: '王敏', pin: '7390' })).rejects.toThrow('person.wrong')
  await expect(proveSigner(world, { by: '李强', pin: PIN })).rejects.toThrow('person.unknown')
  expect(codeOf(() => signed(world, typed))).toBe('person.unknown 王敏')
  expect(count('signatures')).toBe(0)
})

test('a signer that nobody proved is a bug, and so is a signature outside a transaction', async () => {
  const { world, count } = room()
  const signer = await proveSigner(world, { by: '王敏', pin: '' })
  expect(() => signed(world, { ...signer, proven: true })).toThrow('nobody proved')
  expect(() => sign(world, { signer, meaning: 'step', subject: SUBJECT, content })).toThrow('into the transaction')
  expect(count('signatures')).toBe(0)
})

test('what is signed fails: no signature, no audit, nothing half', async () => {
  const { world, everything } = room()
  const signer = await proveSigner(world, { by: '王敏', pin: '' })
  const before = everything()
  const work = () => {
    sign(world, { signer, meaning: 'step', subject: SUBJECT, content })
    throw new Error('the power went')
  }
  expect(() => transaction(world.db, work)).toThrow('the power went')
  expect(everything()).toEqual(before)
})

test('rights are asked when it is signed: an account changed after the PIN was typed signs no more', async () => {
  const { world } = room()
  const { id } = await personWith(world, '王敏', ['operator'])
  const signer = await proveSigner(world, { by: '王敏', pin: PIN })
  expect(codeOf(() => signed(world, signer, 'approve'))).toBe('person.forbidden control.approve')
  changeAccount(world, { id, roles: ['auditor'], staff: null, by: ADMINISTRATOR })
  expect(codeOf(() => signed(world, signer))).toBe('person.forbidden failure.step')
  setActive(world, openSessions(world), { id, active: false, by: ADMINISTRATOR })
  expect(codeOf(() => signed(world, signer))).toBe('person.unknown 王敏')
})

test('without a valid training record nobody signs for a test, unless the site decided otherwise', async () => {
  const { world } = room()
  await firstAccount(world, ['operator'])
  const signer = await proveSigner(world, { by: ADMINISTRATOR, pin: PIN })
  expect(codeOf(() => signed(world, signer, 'test'))).toBe(`person.untrained ${ADMINISTRATOR}: none`)
  savePersonPolicy(world, { idleMinutes: 10, trainedOnly: false }, ADMINISTRATOR)
  expect(signed(world, signer, 'test')).toMatchObject({ meaning: 'test', proven: true })
})

test('the staff list says who is trained: to the last valid day, and an entry that was retired counts no more', async () => {
  const { world, clock } = room()
  const data = { code: 'S-1', name: '王敏', trainedOn: '2025-03-01', trainedUntil: '2026-03-02', trainingHours: '40' }
  expect(saveEntry(world, { list: 'staff', key: null, data, by: '王敏' }).kind).toBe('saved')
  await personWith(world, '王敏', ['operator'], { staff: 'S-1' })
  const signer = await proveSigner(world, { by: '王敏', pin: PIN })
  expect(signed(world, signer, 'test')).toMatchObject({ by: '王敏', proven: true })
  clock.pass(86_400_000)
  expect(codeOf(() => signed(world, signer, 'test'))).toBe('person.untrained 王敏: over')
  const renewed = { ...data, trainedUntil: '2027-03-02' }
  expect(saveEntry(world, { list: 'staff', key: 'S-1', data: renewed, by: ADMINISTRATOR }).kind).toBe('saved')
  expect(signed(world, signer, 'test').meaning).toBe('test')
  retireEntry(world, 'staff', 'S-1', true, ADMINISTRATOR)
  expect(codeOf(() => signed(world, signer, 'test'))).toBe('person.untrained 王敏: none')
})
