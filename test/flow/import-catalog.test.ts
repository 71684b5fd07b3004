/** Files of master data: tried row by row, taken as one, the same again changes nothing; and everything a spreadsheet can do wrong. */
import { describe, expect, test } from 'vitest'
import { encodeGb18030, encodeUtf8 } from '#drivers/kit/text.ts'
import { sealerOf } from '#flow/catalog-secret.ts'
import { finishImports, importFile, importProgress, tryImport } from '#flow/import-catalog.ts'
import { saveEntry, secretsOf } from '#flow/save-entry.ts'
import { auditPage, verifyAudit } from '#storage/audit.ts'
import { countEntries, entryOf, versionsOf } from '#storage/catalog.ts'
import { insertImport, stageEntry } from '#storage/catalog-imports.ts'
import { transaction } from '#storage/open.ts'
import { stallByCode } from '#storage/stalls.ts'
import { workbookOf } from './a-workbook.ts'
import { type Room, room } from './room.ts'

const stalls = (text: string, name = 'stalls.csv') => ({
  list: 'stall' as const,
  name,
  bytes: encodeUtf8(text),
  by: '王敏',
})
const seen = ({ rows }: Awaited<ReturnType<typeof tryImport>>) =>
  rows.map(({ number, key, change, findings }) =>
    [number, key, change, ...findings.map(({ field, code }) => `${field} ${code}`)].join(' '),
  )
const refusal = (promise: Promise<unknown>) =>
  promise.then(
    () => 'taken',
    (error: unknown) => (error instanceof Error ? error.message : String(error)),
  )

describe('a dry run', () => {
  test('names every row and writes nothing', async () => {
    const { world, everything } = room()
    saveEntry(world, {
      list: 'stall',
      key: null,
      data: { code: 'A-1', name: '王记', phone: '13800138000' },
      by: '王敏',
    })
    saveEntry(world, { list: 'stall', key: null, data: { code: 'A-2', name: '李记' }, by: '王敏' })
    const before = everything()
    const report = await tryImport(
      world,
      stalls(
        '经营户台账,,\r\n摊位号,经营户名称,手机,入场日期,颜色\r\nA-1,王记果蔬,,,红\r\nA-2,李记,,\r\nA-3,赵记,,2026-02-30\r\n\r\nA-4,钱记,12,2026/1/5\r\n,孙记\r\nA-4,周记',
      ),
    )
    expect(seen(report)).toEqual([
      '3 A-1 changed',
      '4 A-2 same',
      '5 A-3 refused enteredOn impossible-date',
      '7 A-4 new phone phone.shape',
      '8  refused code missing',
      '9 A-4 refused code twice-in-file',
    ])
    expect(report.rows[0]?.fields).toEqual([{ field: 'name', before: '王记', after: '王记果蔬' }])
    expect(report.columns.at(-1)).toEqual({ heading: '颜色', field: null })
    expect(report.counts).toEqual({ rows: 6, new: 1, changed: 1, same: 1, refused: 3, warned: 1 })
    expect(everything()).toEqual(before)
  })

  test.each([
    ['', 'empty'],
    ['a,b\r\n1,2', 'no-headings: a, b'],
    ['经营户名称,电话\r\n王记,1', 'key-missing: code'],
    ['摊位号,摊位编号\r\n1,2', 'column-twice: 摊位号, 摊位编号'],
    ['\u0000\u0001', 'not-a-table: binary'],
  ])('of a file that is none: %j', async (text, reason) => {
    expect(await refusal(tryImport(room().world, stalls(text)))).toBe(`catalog.file: ${reason}`)
  })

  test('of an old workbook says so', async () => {
    const bytes = Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1])
    expect(await refusal(tryImport(room().world, { ...stalls(''), bytes }))).toBe('catalog.file: not-a-table: xls')
  })
})

describe('taken', () => {
  test('the good rows are in, with one line in the audit; the same file again changes nothing', async () => {
    const one = room()
    const file = stalls('摊位号,经营户名称,身份证号\nA-1,王记,11010519491231002X\nA-2,\nA-3,赵记,')
    expect((await importFile(one.world, file)).counts).toMatchObject({ new: 2, refused: 1 })
    expect(entryOf(one.world.db, 'stall', 'A-1')).toMatchObject({ source: 'import', by: '王敏' })
    expect(entryOf(one.world.db, 'stall', 'A-1')?.data.identityNumber).toBe('1101**********002X')
    expect(secretsOf(one.world, 'stall', 'A-1', sealerOf(one.world))).toEqual({
      identityNumber: '11010519491231002X',
    })
    expect(stallByCode(one.world.db, 'A-3')?.name).toBe('赵记')
    const [last] = auditPage(one.world.db, { after: null, limit: 1 }).rows
    expect(last).toMatchObject({ action: 'catalog.import', subject: 'stall' })
    expect(JSON.parse(last?.detail ?? '')).toMatchObject({ file: 'stalls.csv', rows: 3, new: 2, refused: 1 })
    const before = one.everything()
    expect((await importFile(one.world, file)).counts).toMatchObject({ new: 0, changed: 0, same: 2, refused: 1 })
    expect(one.everything()).toEqual(before)
  })

  test('a cell that is empty and a column that is not there leave what is on record', async () => {
    const { world } = room()
    const data = { code: 'A-1', name: '王记', phone: '13800138000', holder: '王敏' }
    saveEntry(world, { list: 'stall', key: null, data, by: '王敏' })
    await importFile(world, stalls('摊位号,经营户名称,联系电话\nA-1,王记果蔬,'))
    expect(entryOf(world.db, 'stall', 'A-1')?.data).toEqual({ ...data, name: '王记果蔬' })
  })

  test.each([
    ['UTF-8', (text: string) => encodeUtf8(text)],
    ['UTF-8 with a mark', (text: string) => encodeUtf8(`\uFEFF${text}`)],
    ['GB18030', (text: string) => encodeGb18030(text)],
    ['UTF-16', (text: string) => Buffer.from(`\uFEFF${text}`, 'utf16le')],
  ])('in %s, rare characters too', async (_, encode) => {
    const { world } = room()
    const text = '摊位号\t经营户名称\r\nA-1\t𠮷野家㐂镕'
    await importFile(world, { ...stalls(''), bytes: encode(text) })
    expect(entryOf(world.db, 'stall', 'A-1')?.data.name).toBe('𠮷野家㐂镕')
  })

  test('names of 40 characters', async () => {
    const { world } = room()
    await importFile(world, stalls(`摊位号,经营户名称,经营者姓名\nA-1,${'店'.repeat(40)},${'名'.repeat(40)}`))
    expect(entryOf(world.db, 'stall', 'A-1')?.data.holder).toHaveLength(40)
  })
})

describe('a workbook', () => {
  const rows = [
    ['摊位号', '经营户名称', '入场日期'],
    ['A-1', '王记', '2026-01-05'],
    ['A-2', { formula: 'B2', value: '王记' }, ''],
    ['A-3', '赵记', { formula: 'TODAY()', value: null }],
    ['A-4', '钱记', ''],
    ['A-5', '', ''],
  ]

  test('with formulas and merged cells: their rows are named and not taken', async () => {
    const { world } = room()
    const bytes = workbookOf(rows, ['B5:B6'])
    const report = await importFile(world, { ...stalls(''), bytes })
    expect(seen(report)).toEqual([
      '2 A-1 new',
      '3 A-2 refused name formula',
      '4 A-3 refused enteredOn formula',
      '5 A-4 refused name merged',
      '6 A-5 refused name merged name missing',
    ])
    expect(countEntries(world.db, 'stall').inForce).toBe(1)
  })

  test('a title over merged cells above the headings harms nobody', async () => {
    const { world } = room()
    const bytes = workbookOf([['经营户台账', '', ''], ...rows.slice(0, 2)], ['A1:C1'])
    expect(seen(await tryImport(world, { ...stalls(''), bytes }))).toEqual(['3 A-1 new'])
  })

  test('that is cut or altered is refused whole', async () => {
    const { world } = room()
    const bytes = workbookOf(rows, [])
    expect(await refusal(tryImport(world, { ...stalls(''), bytes: bytes.subarray(0, bytes.length - 30) }))).toContain(
      'unreadable',
    )
  })
})

describe('a long file', () => {
  const ROWS = 100_000
  const bad = (at: number) => at % 20 === 7

  test('of 100,000 rows with rubbish in every twentieth: the good are in, the bad are named, and nobody waits', async () => {
    const one = room()
    const lines = Array.from({ length: ROWS }, (_, at) =>
      bad(at) ? `X-${at},\u0007坏,2026-13-45,abc` : `X-${at},商户${at},2026-01-05,${at}`,
    )
    const file = stalls(`摊位号,经营户名称,入场日期,库房\n${lines.join('\n')}`)
    let others = 0
    let committed = 0
    const neighbour = setInterval(() => {
      others += 1
      // An analyzer's bytes would be committed here: no transaction of the import may be open.
      if (!one.world.db.inTransaction) committed += 1
    }, 1)
    const report = await importFile(one.world, file)
    clearInterval(neighbour)
    expect(report.counts).toMatchObject({ rows: ROWS, new: ROWS * 0.95, refused: ROWS * 0.05 })
    expect(report.rows.filter(({ change }) => change === 'refused').every(({ number }) => bad(number - 2))).toBe(true)
    expect(countEntries(one.world.db, 'stall').inForce).toBe(ROWS * 0.95)
    expect(others).toBeGreaterThan(50)
    expect(committed).toBe(others)
    expect(one.count('catalog_staged')).toBe(0)
    expect(importProgress(one.world)).toBeNull()
  }, 180_000)

  test('a second one is asked to wait', async () => {
    const { world } = room()
    const first = importFile(world, stalls('摊位号,经营户名称\nA-1,王记'))
    expect(await refusal(importFile(world, stalls('摊位号,经营户名称\nA-2,李记')))).toContain('catalog.busy')
    await first
  })
})

describe('the program ends', () => {
  const staged = (one: Room, batch: string) => {
    for (const place of [0, 1])
      stageEntry(one.world.db, batch, {
        place,
        list: 'stall',
        key: `A-${place}`,
        data: { code: `A-${place}`, name: '王记' },
        sealed: null,
      })
  }

  test('before a file was decided: nothing of it is there', async () => {
    const one = room()
    staged(one, 'b1')
    await finishImports(one.world)
    expect(one.count('catalog_staged')).toBe(0)
    expect(one.count('catalog_entries')).toBe(0)
  })

  test('after it was decided: all of it is there, once', async () => {
    const one = room()
    staged(one, 'b1')
    transaction(one.world.db, () =>
      insertImport(one.world.db, {
        batch: 'b1',
        list: 'stall',
        fileName: 'x',
        sha256: 'a'.repeat(64),
        counts: { rows: 2, new: 2, changed: 0, same: 0, refused: 0 },
        by: '王敏',
        at: one.world.now(),
      }),
    )
    await finishImports(one.world)
    await finishImports(one.world)
    expect(versionsOf(one.world.db, 'stall', 'A-1')).toHaveLength(1)
    expect(stallByCode(one.world.db, 'A-0')?.name).toBe('王记')
    expect(one.count('catalog_staged')).toBe(0)
    expect(verifyAudit(one.world.db).kind).toBe('whole')
  })
})
