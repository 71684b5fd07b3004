/** What waits on a plate for its time alone is one look; what is in doubt for more stays a question of its own. */
import { describe, expect, test } from 'vitest'
import { claimReading } from '#flow/claim-reading.ts'
import { platesOn } from '#flow/plates.ts'
import { control, put, readAtOnce } from './plate-reader.ts'
import { type Room, room, taken } from './room.ts'

const claimsOn = (at: Room) => platesOn(at.world, 'p1').on?.claims ?? []
const said = (at: Room) => claimsOn(at).map(({ channel, value, sampleNo }) => [channel, value, sampleNo])

/** A plate that is read within the minute in which it was filled. */
function hurried(at: Room) {
  const samples = [taken(at), taken(at, { food: '韭菜' })]
  for (const { sampleNo } of samples) put(at, sampleNo)
  control(at, 'blank', '空白')
  const [first, second] = samples.map(({ sampleNo }) => sampleNo)
  readAtOnce(at, '1', '12.30')
  readAtOnce(at, '2', '63.20')
  return { first, second }
}

describe('a plate read as soon as it was filled', () => {
  test('shows what each channel would be, the blank first, and is claimed reading by reading', () => {
    const at = room()
    const { first, second } = hurried(at)
    readAtOnce(at, '3', '1.10')
    const blank = platesOn(at.world, 'p1').on?.wells.find(({ kind }) => kind === 'blank')?.sampleNo
    expect(said(at)).toEqual([
      ['3', '1.10', blank],
      ['1', '12.30', first],
      ['2', '63.20', second],
    ])
    expect(new Set(claimsOn(at).map(({ reason }) => reason))).toEqual(new Set(['placed-meanwhile']))
    for (const { readingId, sampleNo } of claimsOn(at))
      claimReading(at.world, { readingId, sampleNo: sampleNo ?? '', by: '王敏', why: '已核对' })
    expect(platesOn(at.world, 'p1').on).toMatchObject({ state: 'done', claims: [] })
    expect(at.rows('SELECT verdict FROM results ORDER BY id').map(({ verdict }) => verdict)).toEqual([
      'negative',
      'negative',
      'positive',
    ])
  })

  test('offers nothing before its blank was read: claimed now, the samples would be 无效', () => {
    const at = room()
    hurried(at)
    expect(said(at)).toEqual([
      ['1', '12.30', null],
      ['2', '63.20', null],
    ])
  })

  test('offers no channel that was read twice', () => {
    const at = room()
    const { second } = hurried(at)
    readAtOnce(at, '3', '1.10')
    readAtOnce(at, '1', '12.80')
    expect(said(at).slice(1)).toEqual([
      ['1', '12.30', null],
      ['2', '63.20', second],
      ['1', '12.80', null],
    ])
  })

  test('offers none whose number is of nobody, or of another sample than its channel', () => {
    const at = room()
    const [one, other] = [taken(at), taken(at, { food: '韭菜' })]
    for (const { sampleNo } of [one, other]) put(at, sampleNo)
    readAtOnce(at, '1', '12.30', { sampleNo: '20260302-9999' })
    readAtOnce(at, '2', '12.80', { sampleNo: one.sampleNo })
    expect(claimsOn(at)).toMatchObject([
      { reason: 'unknown-sample', sampleNo: null },
      { reason: 'number-and-channel-disagree', sampleNo: null },
    ])
  })
})
