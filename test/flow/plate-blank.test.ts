/** Without a valid blank a plate's results are 无效 like any others, wherever on the plate it sits and whenever it is told. */
import { describe, expect, test } from 'vitest'
import { standardPolicy } from '#core/control/policy.ts'
import { claimReading } from '#flow/claim-reading.ts'
import { savePolicy } from '#flow/control-policy.ts'
import { letPass } from '#flow/let-pass.ts'
import { endPlate, loadPlate, platesOn } from '#flow/plates.ts'
import { draftNotice } from '#flow/publish-notice.ts'
import { proveSigner } from '#flow/sign.ts'
import { undoClaim } from '#flow/undo-claim.ts'
import { openClaimCount } from '#storage/claims.ts'
import { control, put, readChannel as read, readBlank } from './plate-reader.ts'
import { ITEM, METHOD, platformAt, type Room, room, taken } from './room.ts'

const port = 'p1'
const sampleOn = (at: Room, food = '菠菜') => put(at, taken(at, { food }).sampleNo)
const verdicts = (at: Room) =>
  at
    .rows('SELECT s.food, r.verdict FROM results r JOIN samples s ON s.seq = r.sample ORDER BY r.id')
    .map(({ food, verdict }) => `${food} ${verdict}`)
const plateOf = (at: Room) => platesOn(at.world, port).on?.plate.id ?? ''
const reasons = (at: Room) => at.rows('SELECT DISTINCT reason FROM results').map(({ reason }) => String(reason))

test('a plate with no blank: all its results are 无效, none is owed, published or opens a case', () => {
  const at = room({ platforms: [platformAt('http://127.0.0.1:9')] })
  for (const food of ['菠菜', '韭菜', '芹菜']) sampleOn(at, food)
  for (const [channel, value] of [
    ['1', '12.30'],
    ['2', '63.20'],
    ['3', '4.00'],
  ] as const)
    read(at, channel, value)
  expect(verdicts(at)).toEqual(['菠菜 invalid', '韭菜 invalid', '芹菜 invalid'])
  expect(reasons(at)[0]).toBe('control-blocked: blank-missing (negative, within-limit: 12.30 < 50)')
  expect(at.count("outbox WHERE state <> 'held'")).toBe(0)
  expect(at.count('failures')).toBe(0)
  expect(draftNotice(at.world).content.rows).toEqual([])
})

test('what is measured beside a plate has the same rule', () => {
  const at = room()
  const alone = () => read(at, '', '12.30', { sampleNo: taken(at).sampleNo, channel: null })
  alone()
  sampleOn(at)
  read(at, '1', '12.30')
  alone()
  endPlate(at.world, plateOf(at), '王敏')
  at.clock.pass(600_000)
  alone()
  readBlank(at)
  alone()
  expect(verdicts(at)).toEqual([...Array(4).fill('菠菜 invalid'), '空白 negative', '菠菜 negative'])
})

test('a plate of cards needs none: each card carries its own control line', () => {
  const at = room()
  sampleOn(at, '草鱼')
  read(at, '1', '阴性', { item: '氯霉素', unit: null }, '胶体金免疫层析法')
  expect(at.rows('SELECT findings FROM result_findings')[0]?.findings).toMatch(/"blank-missing","level":"warn"/)
  expect(at.rows('SELECT reason FROM results')[0]?.reason).not.toMatch(/control-blocked/)
})

test('a blank of the same batch measured before the plate vouches for it', () => {
  const at = room()
  readBlank(at)
  sampleOn(at)
  read(at, '1', '12.30')
  expect(verdicts(at)).toEqual(['空白 negative', '菠菜 negative'])
})

describe('a blank that is told after the samples beside it', () => {
  function blankLast(at: Room): void {
    sampleOn(at, '菠菜')
    sampleOn(at, '韭菜')
    control(at, 'blank', '空白')
    read(at, '1', '12.30')
    read(at, '2', '63.20')
  }

  test('decides them when it comes, each judged once and in its order', () => {
    const at = room()
    blankLast(at)
    expect(at.count('results')).toBe(0)
    expect(platesOn(at.world, port).on).toMatchObject({ state: 'running', claims: [], awaiting: ['1', '2'] })
    read(at, '3', '1.10')
    expect(verdicts(at)).toEqual(['空白 negative', '菠菜 negative', '韭菜 positive'])
    expect(at.count('failures')).toBe(1)
    expect(openClaimCount(at.world.db)).toBe(0)
    expect(platesOn(at.world, port).on).toMatchObject({ state: 'done', awaiting: [] })
    expect(at.rows('SELECT DISTINCT settled_by, why FROM claim_settlements')).toEqual([
      { settled_by: 'station', why: 'blank-came' },
    ])
  })

  test('and fails: all of them are 无效', () => {
    const at = room()
    blankLast(at)
    read(at, '3', '80.00')
    expect(verdicts(at)).toEqual(['空白 positive', '菠菜 invalid', '韭菜 invalid'])
    expect(at.count('failures')).toBe(0)
  })

  test('stands for its own plate even where an earlier one was good', () => {
    const at = room()
    readBlank(at)
    blankLast(at)
    read(at, '3', '80.00')
    expect(verdicts(at).slice(2)).toEqual(['菠菜 invalid', '韭菜 invalid'])
  })

  test('never comes: with the plate taken off they are judged without one', () => {
    const at = room()
    blankLast(at)
    endPlate(at.world, plateOf(at), '王敏')
    expect(verdicts(at)).toEqual(['菠菜 invalid', '韭菜 invalid'])
    expect(openClaimCount(at.world.db)).toBe(0)
  })

  test('never comes: the next plate on the device ends the waiting too', () => {
    const at = room()
    blankLast(at)
    sampleOn(at, '芹菜')
    loadPlate(at.world, platesOn(at.world, port).next?.plate.id ?? '', '王敏')
    expect(verdicts(at)).toEqual(['菠菜 invalid', '韭菜 invalid'])
  })

  test('waits for nothing where the room only wants to be told', () => {
    const at = room()
    const conditions = { ...standardPolicy.conditions, 'blank-missing': 'warn' } as const
    savePolicy(at.world, { ...standardPolicy, conditions }, '站长')
    blankLast(at)
    expect(verdicts(at)).toEqual(['菠菜 negative', '韭菜 positive'])
    expect(at.count("result_findings WHERE findings LIKE '%blank-missing%warn%'")).toBe(2)
  })

  test('a person may decide sooner, and what was taken back stays a person’s', () => {
    const at = room()
    blankLast(at)
    const [first] = at.rows('SELECT reading_id AS id, reason FROM claims ORDER BY 1')
    const said = { readingId: Number(first?.id) as never, by: '王敏', why: '已核对' }
    claimReading(at.world, { ...said, sampleNo: String(first?.reason).slice('blank-awaited: '.length) })
    expect(verdicts(at)).toEqual(['菠菜 invalid'])
    undoClaim(at.world, said)
    read(at, '3', '1.10')
    expect(verdicts(at)).toEqual(['菠菜 invalid', '空白 negative', '韭菜 positive'])
    expect(openClaimCount(at.world.db)).toBe(1)
  })
})

test('a second person lets the batch pass: what follows counts, with the name on it', async () => {
  const at = room()
  sampleOn(at)
  sampleOn(at, '韭菜')
  read(at, '1', '12.30')
  letPass(at.world, {
    signer: await proveSigner(at.world, { by: '站长', pin: '' }),
    port,
    item: ITEM,
    method: METHOD,
    operator: '王敏',
    codes: ['blank-missing'],
    why: '空白管打翻',
  })
  read(at, '2', '4.00')
  expect(verdicts(at)).toEqual(['菠菜 invalid', '韭菜 negative'])
  expect(at.count("result_findings WHERE findings LIKE '%overridden%站长%'")).toBe(1)
})

describe('before the start', () => {
  const lacks = (at: Room) => platesOn(at.world, port).on?.lacksBlank

  test('a plate says that its blank is missing, until it has one', () => {
    const at = room()
    sampleOn(at)
    expect(lacks(at)).toBe(true)
    control(at, 'blank', '空白')
    expect(lacks(at)).toBe(false)
  })

  test('it needs none where an earlier one vouches, and does where that one failed', () => {
    const at = room()
    readBlank(at)
    sampleOn(at)
    expect(lacks(at)).toBe(false)
    readBlank(at, '80.00')
    endPlate(at.world, plateOf(at), '王敏')
    sampleOn(at)
    expect(lacks(at)).toBe(true)
    at.clock.pass(86_400_000)
    expect(lacks(at)).toBe(true)
  })

  test('it says nothing of cards, nor where the room only wants to be told', () => {
    const at = room()
    read(
      at,
      '',
      '阴性',
      { item: '氯霉素', unit: null, sampleNo: taken(at).sampleNo, channel: null },
      '胶体金免疫层析法',
    )
    sampleOn(at)
    expect(lacks(at)).toBe(false)
    const other = room()
    const conditions = { ...standardPolicy.conditions, 'blank-missing': 'warn' } as const
    savePolicy(other.world, { ...standardPolicy, conditions }, '站长')
    sampleOn(other)
    expect(lacks(other)).toBe(false)
  })
})
