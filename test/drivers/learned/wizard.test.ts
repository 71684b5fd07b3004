/** The wizard driven over recorded formats: what its drivers read is what the hand-written drivers read. */
import { describe, expect, it } from 'vitest'
import type { Outcome, Reading } from '#core/reading/reading.ts'
import type { Driver } from '#drivers/kit/driver.ts'
import { base64Of } from '#drivers/kit/learned/base64.ts'
import { type Draft, FORMAT, type LearnedFormat } from '#drivers/kit/learned/format.ts'
import { learnedDriver } from '#drivers/kit/learned/learned-driver.ts'
import { parseFormat } from '#drivers/kit/learned/parse-format.ts'
import { propose } from '#drivers/kit/learned/propose.ts'
import { outcomesOf, tryDraft } from '#drivers/kit/learned/try-draft.ts'
import { replayLine } from '#drivers/kit/perform.ts'
import { type Case, cases, sample } from './recordings.ts'

const LINK = { baudRate: 9600, dataBits: 8, parity: 'none', stopBits: 1 } as const

/** As the screens do it: propose, tick, name, try, save, read the file again. */
function learn(one: Case, bytes: Uint8Array): { readonly draft: Draft; readonly driver: Driver } {
  const proposal = propose({ bytes, link: LINK, linkSure: 1 })
  if (proposal === null) throw new Error('nothing proposed')
  const ticked = one.tick?.(proposal.draft) ?? proposal.draft
  const draft = { ...ticked, vendor: '某厂', model: 'X1', title: '某厂 X1' }
  expect(tryDraft(draft, bytes, false).problems).toEqual([])
  const format: LearnedFormat = {
    ...draft,
    format: FORMAT,
    id: 'learned/x1',
    samples: [{ name: 'recording', base64: base64Of(bytes), outcomes: outcomesOf(draft, bytes) }],
    madeBy: { name: '王敏', at: '2026-03-02T00:00:00.000Z' },
  }
  const parsed = parseFormat(JSON.parse(JSON.stringify(format)))
  if (!parsed.ok) throw new Error(parsed.problem)
  return { draft, driver: learnedDriver(parsed.value) }
}

function readings(outcomes: readonly Outcome[], ownFlag: boolean): readonly Partial<Reading>[] {
  return outcomes.flatMap((outcome) => {
    if (outcome.kind !== 'reading') return []
    const { sampleNo, item, value, unit, flag, measuredAt, channel, control } = outcome.reading
    return [{ sampleNo, item, value, unit, flag: ownFlag ? null : flag, measuredAt, channel, control }]
  })
}

describe.each(cases.map((one) => [one.driver.id, one] as const))('%s', (id, one) => {
  const hand = one.driver
  const own = one.ownFlag === true

  it(`is learned from a recording: ${one.says}`, () => {
    const bytes = one.recording()
    const { driver } = learn(one, bytes)
    const wanted = readings(replayLine(hand.line(), [bytes]).outcomes(), own)
    expect(wanted.length).toBeGreaterThan(4)
    expect(readings(replayLine(driver.line(), [bytes]).outcomes(), own)).toEqual(wanted)
  })

  it('reads the same in pieces of any size', () => {
    const bytes = one.recording()
    const { driver } = learn(one, bytes)
    const whole = replayLine(driver.line(), [bytes]).outcomes()
    for (const size of [1, 7, 64]) {
      const pieces = Array.from({ length: Math.ceil(bytes.length / size) }, (_, n) =>
        bytes.subarray(n * size, (n + 1) * size),
      )
      expect(replayLine(driver.line(), pieces).outcomes()).toEqual(whole)
    }
  })

  it('reads nothing from spoiled bytes that the hand-written driver does not read', () => {
    const { driver } = learn(one, one.recording())
    for (const name of one.also ?? []) {
      const spoiled = sample(id, name)
      const wanted = readings(replayLine(hand.line(), [spoiled]).outcomes(), own).map((reading) =>
        JSON.stringify(reading),
      )
      const got = readings(replayLine(driver.line(), [spoiled]).outcomes(), own).map((reading) =>
        JSON.stringify(reading),
      )
      expect(got.filter((reading) => !wanted.includes(reading))).toEqual([])
    }
  })
})

it('covers at least ten formats', () => {
  expect(new Set(cases.map(({ driver }) => driver.id)).size).toBeGreaterThanOrEqual(10)
})
