/** `station pack` and card questions on the real command line. */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { newFolder } from '#test/flow/room.ts'
import { linesOf, station } from './command.ts'

const example = 'docs/limit-pack.example.json'

describe('pack compare', () => {
  it('prints a difference a line, nothing for the same pack, and faults for what is no pack', async () => {
    const file = join(newFolder(), 'newer.json')
    const text = readFileSync(example, 'utf8').replace('"version": "2026.1"', '"version": "2026.2"')
    writeFileSync(file, text.replace('"value": "0.2"', '"value": "0.3"'))
    const [changed, same, none, usage] = await Promise.all([
      station(['pack', 'compare', example, file]),
      station(['pack', 'compare', example, example]),
      station(['pack', 'compare', 'default', 'nowhere.json']),
      station(['pack', 'compare', example]),
    ])
    expect(linesOf(changed)).toMatchObject([
      { change: 'changed', list: 'pack', fields: ['version'] },
      {
        change: 'changed',
        list: 'rules',
        key: 'procymidone.chive.2026',
        fields: ['limit'],
        before: { limit: { value: '0.2' } },
        after: { limit: { value: '0.3' } },
      },
    ])
    expect([changed.code, same.code, same.stdout]).toEqual([0, 0, ''])
    expect(none).toMatchObject({ code: 1, stderr: expect.stringMatching(/^file\.unreadable: /) })
    expect(usage.code).toBe(2)
  })

  it('shows a shipped pack as a file that is read again without a difference', async () => {
    const shown = await station(['pack', 'show', 'default'])
    const file = join(newFolder(), 'default.json')
    writeFileSync(file, shown.stdout)
    expect(await station(['pack', 'compare', 'default', file])).toMatchObject({ code: 0, stdout: '' })
    expect(linesOf(await station(['pack', 'compare', 'default', 'demo'])).map(({ change }) => change)).toContain(
      'added',
    )
  })
})

describe('judge', () => {
  it('reads the lines of a card by its own thresholds and a diluted number, and keeps both', async () => {
    const asked = { item: '氯霉素', food: '草鱼', method: '胶体金', sampledOn: '2026-03-02' }
    const card = {
      scheme: 'competitive-t/c',
      c: 0.3,
      t: '0.24',
      invalidUpTo: '0.1',
      positiveUpTo: '0.8',
      negativeFrom: '0.9',
      reader: 'R-7',
      lot: 'L26',
    }
    const diluted = { item: '腐霉利', food: '韭菜', method: '光度', sampledOn: '2026-03-02', value: '2', unit: 'µg/L' }
    const questions = [
      { ...asked, card },
      { ...asked, card: { ...card, lot: null } },
      { ...asked, card: { ...card, C: '1' } },
      { ...asked, card: 'x' },
      { ...diluted, method: '时间分辨荧光法', dilution: '100', finalUnit: 'µg/kg' },
    ]
    const text = questions.map((one) => JSON.stringify(one)).join('\n')
    const lines = linesOf(await station(['judge', '--pack', example], text))
    expect(lines).toMatchObject([
      { verdict: 'positive', reason: 'card-positive: T/C 0.24/0.3 <= 0.8 (R-7, L26)', card: { c: '0.3', lot: 'L26' } },
      { verdict: 'undecided', reason: 'card-incomplete: lot' },
      { verdict: 'undecided', reason: 'input-invalid: card.C is not a known field' },
      { verdict: 'undecided', reason: 'input-invalid: card must be an object' },
      {
        verdict: 'suspect',
        reason: 'near-limit: 0.2 mg/kg >= 0.15',
        compared: { raw: '2', rawUnit: 'µg/L', dilution: '100', final: '0.2', finalUnit: 'mg/kg' },
      },
    ])
  })
})
