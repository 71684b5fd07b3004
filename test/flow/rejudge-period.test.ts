/** Another pack is asked of what was judged: differences are told, nothing moves, and somebody is on record as having looked. */
import { describe, expect, it } from 'vitest'
import type { ReadingId } from '#core/ids.ts'
import { defaultPack } from '#core/judge/packs/default.ts'
import { demoPack } from '#core/judge/packs/demo.ts'
import { parsePack } from '#core/judge/parse-pack.ts'
import { claimReading } from '#flow/claim-reading.ts'
import { type Rejudged, rejudgePeriod } from '#flow/rejudge-period.ts'
import { undoClaim } from '#flow/undo-claim.ts'
import { hear, ITEM, message, type Room, room, session, taken } from './room.ts'

const RULE = 'op-carbamate.vegetable.enzyme'
const period = { from: '2026-03-01T16:00:00.000Z', until: '2026-03-02T16:00:00.000Z' }

/** The default pack, inhibition positive from `value` on; optionally in force only until a day. */
function county(value: string, effectiveTo: string | null = null) {
  const rules = defaultPack.rules.map((rule) =>
    rule.id === RULE ? { ...rule, limit: { ...rule.limit, value }, effectiveTo } : rule,
  )
  return parsePack(JSON.parse(JSON.stringify({ ...defaultPack, id: 'county', version: '1', rules })))
}

async function asked(at: Room, pack = county('40'), during = period) {
  const told: Rejudged[] = []
  const found = await rejudgePeriod(at.world, { pack, period: during, by: '王敏' }, (one) => told.push(one))
  return { ...found, told }
}

const measured = (at: Room, value: string) => {
  at.clock.pass(60_000)
  const { sampleNo } = taken(at)
  hear(at, session(...message(sampleNo, value)))
  return sampleNo
}

describe('judging again', () => {
  it('by the pack that judged says nothing at all', async () => {
    for (const demo of [false, true]) {
      const at = room({ needsBlank: false, demo })
      for (const value of ['12.30', '50.00', '63.20', '----', '阳性', 'x', '<0.5']) measured(at, value)
      expect(await asked(at, demo ? demoPack : defaultPack)).toEqual({ asked: 7, verdicts: 0, bases: 0, told: [] })
    }
  })

  it('by a stricter pack tells verdict, reason and limit before and after; only a look is written', async () => {
    const at = room({ needsBlank: false })
    const sampleNo = measured(at, '45.00')
    measured(at, '12.30')
    const before = at.everything()
    const rows = at.rows('SELECT * FROM results')
    const found = await asked(at)
    expect(found).toMatchObject({ asked: 2, verdicts: 1, bases: 1 })
    expect(found.told).toMatchObject([
      {
        sampleNo,
        food: '菠菜',
        item: ITEM,
        difference: {
          kind: 'verdict',
          before: { verdict: 'negative', rule: RULE, limit: '< 50 %', reason: 'within-limit: 45.00 < 50' },
          after: { verdict: 'positive', rule: RULE, limit: '< 40 %' },
        },
      },
      { difference: { kind: 'basis', before: { limit: '< 50 %' }, after: { verdict: 'negative', limit: '< 40 %' } } },
    ])
    expect(at.rows('SELECT * FROM results')).toEqual(rows)
    expect(at.everything()).toEqual({ ...before, audit: (before.audit ?? 0) + 1 })
    expect(at.rows("SELECT done_by AS by, detail FROM audit WHERE action = 'pack.rejudge'")).toEqual([
      { by: '王敏', detail: expect.stringContaining('"asked":2,"verdicts":1,"bases":1') },
    ])
  })

  it('asks by the day of sampling, not by today', async () => {
    const at = room({ needsBlank: false })
    measured(at, '45.00')
    at.clock.pass(30 * 86_400_000)
    expect(await asked(at, county('40', '2026-03-02'))).toMatchObject({ verdicts: 1 })
    const gone = await asked(at, county('40', '2026-03-01'))
    expect(gone.told[0]?.difference.after).toMatchObject({
      verdict: 'undecided',
      reason: 'no-rule-in-force: 2026-03-02',
      rule: null,
    })
  })

  it('leaves out other days and what was withdrawn, and goes through more than one portion', async () => {
    const at = room({ needsBlank: false })
    const { sampleNo } = taken(at)
    hear(at, session(...message('20260302-0999', '45.00')))
    const readingId = 1 as ReadingId
    claimReading(at.world, { readingId, sampleNo, by: '王敏', why: '补认' })
    undoClaim(at.world, { readingId, by: '王敏', why: '看错' })
    expect(await asked(at)).toMatchObject({ asked: 0 })
    const plate = Array.from(
      { length: 450 },
      (_, well) => `R|${well + 1}|^^^${ITEM}|${well < 9 ? '45.00' : '12.30'}|%\r`,
    )
    const { header, order, patient, terminator, framesOf } = await import('#test/drivers/lis2-bytes.ts')
    hear(at, session(...framesOf([header, patient, order(sampleNo), ...plate, terminator])))
    const found = await asked(at)
    expect(found).toMatchObject({ asked: 450, verdicts: 9, bases: 441 })
    expect(new Set(found.told.map(({ resultId }) => resultId)).size).toBe(450)
    expect(await asked(at, county('40'), { from: period.until, until: '2026-03-03T16:00:00.000Z' })).toMatchObject({
      asked: 0,
    })
  })
})
