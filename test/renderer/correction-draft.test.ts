/** What a person types into a correction, and what it would change. */
import { describe, expect, it } from 'vitest'
import type { Change } from '#core/failure/correct.ts'
import {
  type Correctable,
  choicesOf,
  fieldOf,
  ledgerNow,
  linesNow,
  oneChange,
  quantityChanges,
  saidOf,
} from '#features/failure/correction-draft.ts'
import { factText, saidText } from '#features/failure/fact-words.ts'

const received = '2026-03-02T07:00:00+08:00'
const facts: Partial<Record<Change['fact'], string>> = {
  'notification.receivedAt': received,
  'confirmation.passed': 'failed',
  'confirmation.unit': 'mg/kg',
  'disposal.place': '中转站',
  'disposal.stockKg': '12.5',
  'disposal.destroyedKg': '12.5',
  'disposal.returnedKg': '0',
  'disposal.soldKg': '0',
  'disposal.keptKg': '0',
  'kinds.0.stockKg': '12.5',
  'kinds.0.destroyedKg': '12.5',
  'kinds.0.returnedKg': '0',
  'kinds.0.soldKg': '0',
  'kinds.0.keptKg': '0',
}
const correctable = Object.entries(facts).map(([fact, now]) => ({ fact, now })) as Correctable

describe('a correction', () => {
  it('offers each fact of its part, and the quantities of a disposal only together', () => {
    expect(choicesOf(correctable, ['disposal'])).toEqual(['disposal.place', 'quantities'])
    expect(choicesOf(correctable, [])).toHaveLength(5)
    expect(choicesOf(correctable, ['seal'])).toEqual([])
  })

  it('shows a time without its zone and sends it with the zone it had', () => {
    expect(fieldOf('notification.receivedAt', received)).toBe('2026-03-02T07:00')
    expect(saidOf('notification.receivedAt', '2026-03-02T06:58', received)).toBe('2026-03-02T06:58:00+08:00')
    expect(saidOf('notification.receivedAt', '', received)).toBeNull()
    expect(saidText('notification.receivedAt', received)).toBe('2026-03-02 07:00')
  })

  it('turns a conclusion round, and lets only what a report may leave out be blank', () => {
    expect(fieldOf('confirmation.passed', 'failed')).toBe('passed')
    expect(oneChange(correctable, 'confirmation.unit', '').changes).toHaveLength(1)
    expect(oneChange(correctable, 'disposal.place', '').missing).toEqual(['更正为'])
    expect(oneChange(correctable, 'disposal.place', '中转站').missing).toEqual(['更正为'])
  })

  it('sends the quantities that changed once all of them balance, those of each sort too', () => {
    const typed = { ...ledgerNow(correctable), destroyedKg: '12.3' }
    const lines = linesNow(correctable, ['菠菜'])
    expect(quantityChanges(correctable, typed, lines).missing).toContain('数量对平')
    const [line] = lines
    if (line === undefined) throw new Error('no line')
    const even = quantityChanges(correctable, { ...typed, keptKg: '0.2' }, [
      { ...line, destroyedKg: '12.3', keptKg: '0.2' },
    ])
    expect(even).toMatchObject({ missing: [] })
    expect(even.changes.map(({ fact, after }) => [factText(fact), after])).toEqual([
      ['处置数量', '12.3'],
      ['留样数量', '0.2'],
      ['第 1 个品种处置', '12.3'],
      ['第 1 个品种留样', '0.2'],
    ])
    expect(quantityChanges(correctable, ledgerNow(correctable), lines).missing).toEqual(['更正的数量'])
  })
})
