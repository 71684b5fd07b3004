/** An export of every list, imported again, changes nothing; no cell of it is run by a spreadsheet; a template is an import without rows. */
import { describe, expect, test } from 'vitest'
import { fieldsOf } from '#core/catalog/catalog.ts'
import { catalogNames, type Field } from '#core/catalog/list.ts'
import { headingOf } from '#core/catalog/words.ts'
import { fillCatalog } from '#flow/fill-catalog.ts'
import { importFile, tryImport } from '#flow/import-catalog.ts'
import { saveEntry } from '#flow/save-entry.ts'
import { inTurns } from '#flow/time-slices.ts'
import { fileFormats, writeCatalogFile, writeTemplate } from '#flow/write-catalog-file.ts'
import { countEntries } from '#storage/catalog.ts'
import { randomFrom } from '#test/core/support/random.ts'
import { type Room, room } from './room.ts'

describe('an export', () => {
  /** Every kind of field in every list, and texts that a spreadsheet would like to run. */
  function filled(): Room {
    const one = room()
    fillCatalog(one.world)
    const save = (list: (typeof catalogNames)[number], data: Record<string, unknown>) =>
      expect(saveEntry(one.world, { list, key: null, data, by: '王敏' }).kind).toBe('saved')
    const hostile = [
      "=cmd|' /C calc'!A0",
      '+86 1',
      '-1+1',
      '@SUM(A1)',
      "'=already",
      "'",
      'a"b,c',
      '_x0041_',
      '<&>',
      '0012',
    ]
    save('site', {
      code: 'S-1',
      name: '康巴什市场',
      kind: 'supervision-office',
      opener: '开办公司',
      testingBody: '检测公司',
    })
    for (const [at, text] of hostile.entries()) {
      save('stall', {
        code: `H-${at}`,
        name: text,
        kind: 'farmer',
        site: 'S-1',
        wares: [text.slice(0, 3), '韭菜'],
        note: text,
      })
    }
    save('stall', {
      code: '0012',
      name: '=A1',
      identityNumber: '11010519491231002X',
      subjectCode: '92371000MA3MXH0E3W',
      phone: '+8613800138000',
    })
    save('kit', {
      code: 'JTJ-01',
      name: '克伦特罗卡',
      items: ['clenbuterol', 'ractopamine'],
      method: 'colloidal-gold',
      dilution: '10.50',
      openedLifeDays: 30,
    })
    save('kit-lot', {
      kit: 'JTJ-01',
      lot: '2026#01',
      expiresOn: '2027-01-01',
      stock: '0',
      cThreshold: '0.10',
      tcPositive: '0.5',
      tcNegative: '0.9',
    })
    save('instrument', {
      code: 'YQ-01',
      model: 'LZ-4000T',
      channels: 12,
      calibrationDue: '2026-12-01',
      port: '农残仪1',
    })
    save('staff', { code: '001', name: '王敏', trainingHours: '40.5', trainedUntil: '2026-12-31' })
    return one
  }

  test.each(fileFormats.flatMap((format) => catalogNames.map((list) => [list, format] as const)))(
    'of %s as %s, imported again, changes nothing',
    async (list, format) => {
      const one = filled()
      const bytes = await inTurns(writeCatalogFile(one.world.db, list, format))
      const before = one.everything()
      const report = await importFile(one.world, { list, name: 'x', bytes, by: '王敏' })
      expect(report.rows.filter(({ change }) => change !== 'same')).toEqual([])
      expect(report.counts.rows).toBe(countEntries(one.world.db, list).inForce)
      expect(report.counts.rows).toBeGreaterThan(0)
      expect(one.everything()).toEqual(before)
    },
  )

  test.each([1, 2, 3, 4])(
    'of entries as nobody would write them (seed %i) changes nothing when imported',
    async (seed) => {
      const one = filled()
      const next = randomFrom(seed)
      const pieces = [
        '=',
        '+1',
        '-',
        '@',
        "'",
        '"',
        ',',
        ';',
        '、',
        '\t',
        '_x000A_',
        '&lt;',
        '𠮷',
        '韭',
        'ａ',
        '　',
        '#',
        '\\',
        '%',
        'sep=,',
        '1E5',
        '007',
      ]
      const word = (most: number) =>
        Array.from({ length: 1 + Math.floor(next() * 6) }, () => pieces[Math.floor(next() * pieces.length)] ?? '')
          .join('')
          .slice(0, most)
      const madeFor = (declared: Field): unknown => {
        switch (declared.kind) {
          case 'text':
            return word(declared.max)
          case 'several':
            return declared.to === undefined ? [word(declared.max), word(declared.max)] : ['clenbuterol']
          case 'choice':
            return declared.options[Math.floor(next() * declared.options.length)]
          case 'date':
            return '2026-01-01'
          case 'decimal':
            return `0${Math.floor(next() * 9)}.50`
          case 'count':
            return Math.floor(next() * 1e6)
          case 'flag':
            return next() > 0.5
          case 'reference':
            return { kit: 'JTJ-01', method: 'colloidal-gold', site: 'S-1' }[declared.to as string]
          case 'identity-number':
            return '11010519491231002X'
          default:
            return word(20)
        }
      }
      for (const list of catalogNames) {
        for (let at = 0; at < 12; at++) {
          const some = fieldsOf(list).filter(([, { required }]) => required === true || next() > 0.4)
          const data = Object.fromEntries(some.map(([field, declared]) => [field, madeFor(declared)]))
          saveEntry(one.world, { list, key: null, data, by: '王敏' })
        }
        const before = one.everything()
        for (const format of fileFormats) {
          const bytes = await inTurns(writeCatalogFile(one.world.db, list, format))
          const report = await importFile(one.world, { list, name: 'x', bytes, by: '王敏' })
          expect(report.rows.filter(({ change }) => change !== 'same')).toEqual([])
          expect(report.counts.rows).toBe(countEntries(one.world.db, list).inForce)
        }
        expect(one.everything()).toEqual(before)
      }
    },
  )

  test('taken in by an empty station is the same list there; an identity number does not travel', async () => {
    const from = filled()
    const to = room()
    for (const list of ['item', 'method', 'site', 'kit', 'kit-lot', 'food', 'instrument', 'staff'] as const) {
      const bytes = await inTurns(writeCatalogFile(from.world.db, list, 'csv-gb18030'))
      const { counts } = await importFile(to.world, { list, name: 'x', bytes, by: '王敏' })
      expect(counts.refused).toBe(0)
      expect(await inTurns(writeCatalogFile(to.world.db, list, 'csv-gb18030'))).toEqual(bytes)
    }
    const bytes = await inTurns(writeCatalogFile(from.world.db, 'stall', 'xlsx'))
    const report = await tryImport(to.world, { list: 'stall', name: 'x', bytes, by: '王敏' })
    expect(report.rows.filter(({ change }) => change === 'refused')).toMatchObject([
      { key: '0012', findings: [{ code: 'identity-number.masked' }] },
    ])
  })

  test('has no cell that a spreadsheet runs, and no identity number', async () => {
    const bytes = await inTurns(writeCatalogFile(filled().world.db, 'stall', 'csv'))
    const text = new TextDecoder().decode(bytes)
    expect(text).not.toMatch(/(^|,|\n)"?[=+\-@]/)
    expect(text).not.toContain('11010519491231002X')
    expect(text).toContain('1101**********002X')
  })

  test.each(catalogNames)('the template of %s has every heading, and is an import without rows', async (list) => {
    const { world } = room()
    for (const format of fileFormats) {
      const bytes = await inTurns(writeTemplate(list, format))
      const report = await tryImport(world, { list, name: 'x', bytes, by: '王敏' })
      expect(report.counts.rows).toBe(0)
      expect(report.columns.every(({ field }) => field !== null)).toBe(true)
      expect(report.columns[0]?.heading).toBe(`${headingOf(list, report.columns[0]?.field ?? '')}*`)
    }
  })
})
