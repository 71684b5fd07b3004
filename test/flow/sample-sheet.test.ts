/** A sample's sheet in a real room: refused when it cannot be, every change kept, signed for exactly what it says. */
import { describe, expect, it } from 'vitest'
import { Fault } from '#core/fault.ts'
import { later } from '#core/time.ts'
import { registerSample, registerSamples } from '#flow/register-sample.ts'
import { addPhoto, saveDetails, sheetOf, signSheet } from '#flow/sample-sheet.ts'
import { auditOf } from '#storage/audit.ts'
import { detailsSaid } from '#storage/sample-details.ts'
import { sampleById } from '#storage/samples.ts'
import { takenOfStall } from '#storage/taken-today.ts'
import { pngOf } from '#test/print/fixtures/pictures.ts'
import { measured, type Room, room, taken } from './room.ts'

const pen = [Array.from({ length: 30 }, (_, i): [number, number] => [100 + i * 20, 150 + (i % 7) * 10])]
const sign = (at: Room, id: Parameters<typeof signSheet>[1], signer: 'sampler' | 'stall-holder', strokes = pen) =>
  signSheet(at.world, id, {
    signer,
    name: signer === 'sampler' ? '王敏' : '王五',
    pin: '',
    strokes,
    sha256: sheetOf(at.world, id).sha256,
    by: '王敏',
  })

describe('what is said of a sample', () => {
  it('is completed later; each saying stays, with who and what was before', () => {
    const at = room()
    const { id, sampleNo } = taken(at)
    saveDetails(at.world, id, { origin: '山东寿光', supplier: '张三批发', items: ['甲'] }, '王敏')
    at.clock.pass(60_000)
    saveDetails(at.world, id, { origin: '内蒙古', supplier: '张三批发', items: ['甲'] }, '李四')
    expect(detailsSaid(at.world.db, id).map(({ by, details }) => [by, details.origin])).toEqual([
      ['王敏', '山东寿光'],
      ['李四', '内蒙古'],
    ])
    const audit = auditOf(at.world.db, sampleNo).filter(({ action }) => action === 'sample.details')
    expect(audit.map(({ by, detail }) => [by, JSON.parse(detail)])).toEqual([
      [
        '王敏',
        [
          { name: 'supplier', before: null, after: '张三批发' },
          { name: 'items', before: null, after: '甲' },
        ],
      ],
      ['李四', [{ name: 'origin', before: '山东寿光', after: '内蒙古' }]],
    ])
    expect(sampleById(at.world.db, id)).toMatchObject({ origin: '内蒙古', sampleNo, food: '菠菜', stallCode: 'A-12' })
    expect(at.rows('SELECT origin FROM samples')).toEqual([{ origin: '山东寿光' }])
  })

  it('said twice the same is said once', () => {
    const at = room()
    const { id } = taken(at)
    saveDetails(at.world, id, { origin: '山东寿光' }, '王敏')
    expect(at.count('sample_details')).toBe(0)
  })

  it('is refused whole where it cannot be so', () => {
    const at = room()
    const { id } = taken(at)
    const before = at.everything()
    for (const said of [
      { purchasedOn: '2026-02-30' },
      { purchasedOn: '2026-03-03' },
      { quantity: '-1', quantityUnit: 'kg' },
      { voucherKind: 'quarantine', voucherUntil: '2026-03-01' },
    ])
      expect(() => saveDetails(at.world, id, said, '王敏')).toThrow(Fault)
    const line = { stallCode: 'A-12', food: '菠菜', kind: 'ordinary', nature: 'market', origin: null } as const
    const rest = { stockKg: '-3', takenBy: '王敏', place: null }
    expect(() => registerSample(at.world, { ...line, ...rest })).toThrow('sample.impossible')
    const ahead = { ...line, ...rest, stockKg: null, takenAt: later(at.clock.now(), 3_600_000) }
    expect(() => registerSample(at.world, ahead)).toThrow('taken-ahead')
    // One bad line of a row: no line of it is registered, no number is lost.
    expect(() => registerSamples(at.world, [{ ...line, ...rest, stockKg: null }, ahead])).toThrow('taken-ahead')
    expect(at.everything()).toEqual(before)
  })

  it('warns on the sheet: taken after its own test', () => {
    const at = room()
    const { id, sampleNo } = taken(at)
    expect(sheetOf(at.world, id).findings).toEqual([])
    at.clock.pass(-3_600_000)
    measured(at, sampleNo, '3.00')
    expect(sheetOf(at.world, id).findings.map(({ code }) => code)).toEqual(['taken-after-test'])
  })
})

describe('two signatures', () => {
  it('stand for what was shown; whatever is added after makes them of an earlier sheet, and they stay', async () => {
    const at = room()
    const { id } = taken(at)
    await sign(at, id, 'sampler')
    await sign(at, id, 'stall-holder')
    expect(sheetOf(at.world, id).signatures.map(({ signer, current }) => [signer, current])).toEqual([
      ['sampler', true],
      ['stall-holder', true],
    ])
    expect(at.rows('SELECT meaning, proven, name FROM signatures')).toEqual([
      { meaning: 'sampling', proven: 0, name: '王敏' },
    ])
    addPhoto(at.world, id, { subject: 'sample', name: 'a.png', mime: 'image/png', bytes: pngOf(4, 4, 2), by: '王敏' })
    expect(sheetOf(at.world, id).signatures.map(({ current }) => current)).toEqual([false, false])
    await sign(at, id, 'sampler')
    expect(sheetOf(at.world, id).signatures.map(({ signer, current }) => [signer, current])).toEqual([
      ['sampler', true],
      ['stall-holder', false],
    ])
    expect(at.count('sample_signatures')).toBe(3)
  })

  it('are refused for a dot, and for a sheet that changed under the pen', async () => {
    const at = room()
    const { id } = taken(at)
    await expect(sign(at, id, 'sampler', [[[1, 1]]])).rejects.toThrow('sample.unsigned')
    const { sha256 } = sheetOf(at.world, id)
    saveDetails(at.world, id, { supplier: '换了' }, '李四')
    const stale = { signer: 'stall-holder', name: '王五', pin: '', strokes: pen, sha256, by: '王敏' } as const
    await expect(signSheet(at.world, id, stale)).rejects.toThrow('sample.changed')
    expect(at.count('sample_signatures')).toBe(0)
  })

  it('and photographs and sayings refuse to be changed', async () => {
    const at = room()
    const { id } = taken(at)
    await sign(at, id, 'stall-holder')
    saveDetails(at.world, id, { supplier: '甲' }, '王敏')
    addPhoto(at.world, id, { subject: 'sample', name: 'a.png', mime: 'image/png', bytes: pngOf(4, 4, 2), by: '王敏' })
    for (const table of ['sample_signatures', 'sample_details', 'sample_photos']) {
      expect(() => at.world.db.exec(`UPDATE ${table} SET sample = sample`)).toThrow('append-only')
      expect(() => at.world.db.exec(`DELETE FROM ${table}`)).toThrow('append-only')
    }
  })
})

describe('the same again today', () => {
  it('is known with what it was tested for, by the stall’s own index', () => {
    const at = room()
    const { id, sampleNo } = taken(at)
    taken(at, { kind: 'training' })
    measured(at, sampleNo, '3.00')
    const { stallId } = sampleById(at.world.db, id)
    if (stallId === null) throw new Error('no stall')
    expect(takenOfStall(at.world.db, stallId, '2026-03-01T16:00:00.000Z')).toEqual([
      { sampleNo, food: '菠菜', items: ['有机磷和氨基甲酸酯类'], takenAt: expect.anything() },
    ])
    expect(takenOfStall(at.world.db, stallId, '2026-03-02T16:00:00.000Z')).toEqual([])
    const plan = at.rows(
      "EXPLAIN QUERY PLAN SELECT sample_no FROM samples s WHERE s.stall_id = 'x' AND s.kind = 'ordinary' ORDER BY s.seq DESC LIMIT 200",
    )
    expect(String(plan[0]?.detail)).toContain('samples_by_stall')
  })
})
