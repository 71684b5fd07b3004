/** Controls never leave: every kind of control through every exit, in random mornings, read by an analyzer or by eye. */
import { describe, expect, test } from 'vitest'
import { openCounts } from '#answer/open-work.ts'
import { stripWords } from '#core/control/strip.ts'
import type { EntryId } from '#core/ids.ts'
import { composeNotice } from '#core/notice/compose.ts'
import { entriesFor } from '#core/outbox/owe.ts'
import { type SampleKind, sampleKinds } from '#core/sample/sample.ts'
import { dayBounds, dayOf } from '#core/time.ts'
import { oweMissing } from '#flow/owe-platforms.ts'
import { approveNotice, draftNotice } from '#flow/publish-notice.ts'
import { addStripPhoto, readStrip, startStrip } from '#flow/strips.ts'
import { stallTestsSince } from '#storage/follow-ups.ts'
import { destructionFacts, publicationFacts, uploadFacts } from '#storage/kpi.ts'
import { countsOfDay, resultsPage, trendOfDay } from '#storage/results.ts'
import { now, result } from '#test/core/outbox/facts.ts'
import { pick, randomFrom } from '#test/core/support/random.ts'
import { header } from '#test/drivers/lis2-bytes.ts'
import { hear, ITEM, message, platformAt, type Room, room, session, taken } from './room.ts'

const controls = sampleKinds.filter((kind) => kind !== 'ordinary')
const values = ['12.30', '49.99', '50.00', '63.20', '----', '无效']

/** One test of a sample of that kind; the way it was read is up to chance. */
function tested(at: Room, kind: SampleKind, random: () => number): string {
  const { id, sampleNo } = taken(at, { kind, food: pick(random, ['菠菜', '韭菜', '空白对照']) })
  at.clock.pass(30_000)
  if (random() < 0.75) {
    hear(at, session(...message(sampleNo, pick(random, values))))
    return sampleNo
  }
  const lot = { kit: 'k', lot: 'l', bufferLot: null, window: { fromSeconds: 60, untilSeconds: 600 } }
  const strip = startStrip(at.world, { sampleId: id, item: '氯霉素', method: '胶体金法', ...lot, by: '王敏' })
  at.clock.pass(60_000)
  for (const subject of ['sample', 'strip'] as const) {
    const photo = { name: 'a.jpg', mime: 'image/jpeg', bytes: Buffer.from('jpg'), by: '王敏' }
    addStripPhoto(at.world, { strip, subject, ...photo })
  }
  readStrip(at.world, { id: strip, word: pick(random, stripWords), by: '王敏' })
  return sampleNo
}

const numbers = (rows: readonly Record<string, unknown>[]) => rows.map(({ sample_no: no }) => String(no))

describe.each([1, 2, 3, 4])('morning %i', (seed) => {
  test('what leaves, is shown, counted or followed up is an ordinary sample’s', () => {
    const random = randomFrom(seed)
    const at = room({ needsBlank: false, platforms: [platformAt('http://127.0.0.1:9')] })
    const { sampleNo: first } = taken(at)
    const ordinary = new Set([first])
    hear(at, session(...message(first, '12.30')))
    for (let turn = 0; turn < 40; turn += 1) {
      const kind = pick(random, [...controls, 'ordinary', 'ordinary', 'ordinary'] as const)
      const sampleNo = tested(at, kind, random)
      if (kind === 'ordinary') ordinary.add(sampleNo)
      // The analyzer's own control, with a number that happens to be an ordinary sample's.
      if (turn % 8 === 7) hear(at, session(...message(sampleNo, '12.00', ITEM, header.replace('|P|', '|Q|'))))
    }
    const { db } = at.world
    const day = dayBounds(dayOf(at.world.now()))
    const counted = at.count("results r JOIN samples s ON s.seq = r.sample WHERE s.kind = 'ordinary'")
    expect(at.count('results')).toBeGreaterThan(counted)
    expect(counted).toBeGreaterThan(5)

    const onlyOrdinary = (found: readonly string[]) => expect(found.filter((no) => !ordinary.has(no))).toEqual([])
    oweMissing(at.world, platformAt('http://127.0.0.1:8', 'later'))
    const owed = at.rows(
      'SELECT s.sample_no FROM outbox o JOIN results r ON r.id = o.result_id JOIN samples s ON s.seq = r.sample',
    )
    expect(owed).toHaveLength(2 * counted)
    onlyOrdinary(numbers(owed))

    const { content, sha256 } = draftNotice(at.world)
    onlyOrdinary(content.rows.map(({ sampleNo }) => sampleNo))
    approveNotice(at.world, { day: content.day, sha256, by: '站长' })
    const shown = at.rows(
      'SELECT s.sample_no FROM notice_results n JOIN results r ON r.id = n.result_id JOIN samples s ON s.seq = r.sample',
    )
    onlyOrdinary(numbers(shown))

    onlyOrdinary(numbers(at.rows('SELECT s.sample_no FROM failures f JOIN samples s ON s.seq = f.sample')))
    onlyOrdinary(
      resultsPage(db, { after: null, limit: 200, period: day, missing: 'upload' }).rows.map(({ sampleNo }) => sampleNo),
    )
    onlyOrdinary(
      resultsPage(db, { after: null, limit: 200, period: day, missing: 'publication' }).rows.map(
        ({ sampleNo }) => sampleNo,
      ),
    )

    expect(Object.values(countsOfDay(db, day)).reduce((sum, one) => sum + one, 0)).toBe(counted)
    const trend = trendOfDay(db, day, at.world.now().offset)
    expect(trend.reduce((sum, { negative, positive, other }) => sum + negative + positive + other, 0)).toBe(counted)
    expect(uploadFacts(db, day)).toHaveLength(2 * counted)
    const due = new Set(publicationFacts(db, day).map(({ resultId }) => resultId))
    expect(at.rows('SELECT id FROM results WHERE control = 1').some(({ id }) => due.has(id as never))).toBe(false)
    expect(destructionFacts(db, day)).toHaveLength(at.count('failures'))
    expect(stallTestsSince(db, day.from)).toHaveLength(at.count("results WHERE control = 0 AND round = 'first'"))
    const { upload, retest } = openCounts(at.world)
    expect(upload).toBeLessThanOrEqual(2 * counted)
    expect(retest).toBeLessThanOrEqual(at.count('failures'))
  })
})

describe.each(controls)('%s', (sampleKind) => {
  test('the rules themselves let none of it out, whatever it says', () => {
    for (const verdict of ['negative', 'positive', 'suspect', 'invalid', 'undecided'] as const) {
      const facts = { ...result, sampleKind, verdict }
      expect(entriesFor(facts, ['county'], () => 'e' as EntryId, now)).toEqual([])
      const head = {
        noticeNo: 'GS-1',
        site: 's',
        opener: '',
        testingBody: '',
        day: '2026-03-02',
        complaintPhone: '',
        demo: false,
      }
      const row = { ...facts, stallCode: 'A', stallName: 'B', failure: null, accused: false }
      expect(composeNotice(head, [row]).content.rows).toEqual([])
    }
  })
})
