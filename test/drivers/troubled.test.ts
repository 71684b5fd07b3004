/** Every driver against its own device on a bad line: noise, flips, pieces, resends, silence and a power loss, by seeds. */
import { describe, expect, it } from 'vitest'
import type { Outcome } from '#core/reading/reading.ts'
import { drivers } from '#drivers/index.ts'
import { joinBytes } from '#drivers/kit/bytes.ts'
import type { Driver } from '#drivers/kit/driver.ts'
import { joinLine } from '#drivers/kit/perform.ts'
import { noTroubles, type Troubles, troubleMaker } from '#ports/trouble.ts'
import { sayable } from './sayable.ts'

const now = '2026-03-02T09:00:00'
const COUNT = 12
const SEEDS = [1, 2, 3, 4, 5, 6]

const bad: readonly (readonly [string, Partial<Troubles>])[] = [
  ['noise', { noiseOneIn: 200 }],
  ['flips', { flipOneIn: 300 }],
  ['resends', { resendPercent: 25 }],
  ['silence', { silencePercent: 20 }],
  ['a power loss', { powerLossAfter: 150 }],
  ['everything', { noiseOneIn: 500, flipOneIn: 500, resendPercent: 10, silencePercent: 10 }],
]

function heardThrough(driver: Driver, troubles: Troubles): readonly Outcome[] {
  const maker = troubleMaker(troubles)
  const toStation = (bytes: Uint8Array) => {
    const arrived = joinBytes(maker.disturb(bytes).pieces.map((piece) => piece.bytes))
    return arrived.length === 0 ? null : arrived
  }
  const joined = joinLine(driver.line(), driver.instrument(sayable(driver, COUNT)), {
    now,
    toStation,
    mostTurns: 1_500,
  })
  const { kept, settled } = joined.performance.done
  expect(
    settled.flatMap(({ frames }) => frames).sort((a, b) => a - b),
    driver.id,
  ).toEqual(kept.map((_, index) => index + 1))
  return joined.performance.outcomes()
}

describe.each(drivers.map((driver) => ({ id: driver.id, driver })))('$id', ({ driver }) => {
  const said = new Set(sayable(driver, COUNT).map(({ value }) => Number(value)))

  it.each(bad)('%s: every frame settled once; where a check guards it, nothing that was not said', (_, more) => {
    for (const seed of SEEDS) {
      for (const outcome of heardThrough(driver, { ...noTroubles, ...more, seed })) {
        if (driver.guard !== 'checksum' || outcome.kind !== 'reading' || outcome.reading.value === '无效') continue
        expect(said.has(Number(outcome.reading.value)), `seed ${seed}: ${JSON.stringify(outcome)}`).toBe(true)
      }
    }
  })
})
