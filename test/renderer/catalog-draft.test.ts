/** The form of an entry: what is filled in is what is saved, and mistakes are said before the station is asked. */
import { describe, expect, it } from 'vitest'
import type { CatalogEntry } from '#contract/catalog.ts'
import { fieldsOf } from '#core/catalog/catalog.ts'
import { catalogNames } from '#core/catalog/list.ts'
import { listOrder, overdueIn, shownFields, valueText } from '#features/catalog/catalog-words.ts'
import { draftOf, findingsNow, isChanged, saidIn } from '#features/catalog/draft.ts'

const entry: CatalogEntry = {
  list: 'stall',
  key: 'A-12',
  title: '王记',
  data: { code: 'A-12', name: '王记', wares: ['韭菜', '菠菜'], licenceUntil: '2026-01-01' },
  revision: 7,
  retired: false,
  source: 'person',
  by: '王敏',
  at: { utc: '2026-03-01T00:00:00.000Z', offset: 480 },
  missing: [],
  standing: 'active',
}

describe('a draft', () => {
  it('of an entry says the entry again, and nothing is changed yet', () => {
    const draft = draftOf('stall', entry)
    expect(saidIn(draft)).toEqual(entry.data)
    expect(isChanged(draft, { ...draft, note: ' ' })).toBe(false)
    expect(isChanged(draft, { ...draft, wares: ['韭菜'] })).toBe(true)
  })

  it('is checked by the declaration alone: what the station knows is not guessed', () => {
    const draft = { ...draftOf('stall', null), code: 'A-12', site: 'S-9', leftOn: '2026-02-30', subjectCode: '9233' }
    expect(findingsNow('stall', draft, '2026-03-02').map(({ field, code }) => `${field} ${code}`)).toEqual([
      'name missing',
      'subjectCode subject-code.shape',
      'leftOn impossible-date',
    ])
  })
})

describe('the words', () => {
  it('show every list once, by columns it has', () => {
    expect([...listOrder].sort()).toEqual([...catalogNames].sort())
    for (const list of catalogNames) {
      const fields = fieldsOf(list).map(([field]) => field)
      expect(shownFields[list].filter((field) => !fields.includes(field))).toEqual([])
    }
  })

  it('tell values as people read them, and what has ended', () => {
    expect(valueText('stall', 'wares', ['韭菜', '菠菜'])).toBe('韭菜、菠菜')
    expect(valueText('stall', 'kind', 'farmer')).toBe('自产自销农户')
    expect(valueText('method', 'named', true)).toBe('是')
    expect(valueText('stall', 'phone', null)).toBe('—')
    expect(overdueIn(entry, '2026-01-01')).toEqual([])
    expect(overdueIn(entry, '2026-01-02')).toEqual(['licenceUntil'])
  })
})
