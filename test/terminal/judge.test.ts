/** `station judge` and `station doctor`: one line in, one verdict out; and findings with their next steps. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { newFolder, room } from '#test/flow/room.ts'
import { linesOf, station } from './command.ts'

const question = { item: '农药残留', food: '菠菜', method: 'GB/T 5009.199-2003', sampledOn: '2026-03-02', unit: '%' }
const asked = (...values: readonly string[]) =>
  `${values.map((value) => JSON.stringify({ ...question, value })).join('\n')}\n`

describe('judge', () => {
  it('by the default pack: 50 is positive, 49.99 negative, a negative value is a value; a line that is none is undecided', async () => {
    const { code, stderr, ...said } = await station(['judge'], `${asked('50', '50.00', '49.99', '-3.2')}\n{"no\n{}\n`)
    expect([code, stderr]).toEqual([0, ''])
    const lines = linesOf(said)
    expect(lines.map(({ verdict }) => verdict)).toEqual([
      'positive',
      'positive',
      'negative',
      'negative',
      'undecided',
      'undecided',
    ])
    for (const line of lines) expect(Object.keys(line)).toEqual(['verdict', 'basis', 'reason'])
    expect(lines[0]?.basis).toMatch(/^GB\/T 5009\.199-2003/)
    expect(lines[4]).toMatchObject({ basis: null, reason: expect.stringMatching(/^input-invalid/) })
  })

  it('by name or by file, also one that begins with a byte order mark; the last line needs no end', async () => {
    const example = await station(['judge', '--pack', 'docs/limit-pack.example.json'], asked('50.00').trim())
    expect(linesOf(example)).toMatchObject([{ verdict: 'positive' }])
    const empty = {
      id: 'mine',
      version: '1',
      title: 'Mine',
      issuedOn: '2026-01-01',
      standards: [],
      items: [],
      methods: [],
      foods: [],
      rules: [],
    }
    const file = join(newFolder(), 'pack.json')
    writeFileSync(file, `\uFEFF${JSON.stringify(empty)}`)
    expect(linesOf(await station(['judge', '--pack', file], asked('50.00')))).toMatchObject([{ verdict: 'undecided' }])
  })

  it('a pack with a mistake, one that is no JSON and one that is not there are faults: exit 1, nothing judged', async () => {
    const folder = newFolder()
    writeFileSync(join(folder, 'wrong.json'), '{"id":"x","rules":[]}')
    writeFileSync(join(folder, 'text.json'), 'pack')
    const [wrong, text, none] = await Promise.all(
      ['wrong.json', 'text.json', 'none.json'].map((name) =>
        station(['judge', '--pack', join(folder, name)], asked('50')),
      ),
    )
    expect(wrong).toMatchObject({ code: 1, stdout: '', stderr: expect.stringMatching(/^pack\.invalid: /) })
    expect(text).toMatchObject({ code: 1, stdout: '', stderr: expect.stringMatching(/^pack\.invalid: /) })
    expect(none).toMatchObject({ code: 1, stdout: '', stderr: expect.stringMatching(/^file\.unreadable: /) })
  })
})

describe('doctor', () => {
  it('prints a finding a line, each with a next step when something is wrong, and ends with 1 only then', async () => {
    const at = room()
    at.close()
    const ended = await station(['doctor', '--db', at.file])
    const lines = linesOf(ended)
    expect(lines.map(({ name }) => name)).toEqual(['程序版本', '串口', '磁盘', '数据库'])
    for (const line of lines) {
      expect(Object.keys(line)).toEqual(['name', 'ok', 'found', 'fault', 'next'])
      expect(line.ok).toBe(line.fault === null && line.next === null)
    }
    expect(lines[3]).toMatchObject({ ok: true })
    expect(ended.code).toBe(lines.every(({ ok }) => ok) ? 0 : 1)
  })

  it('a database that is not there or not whole is a finding with its code', async () => {
    const folder = newFolder()
    writeFileSync(join(folder, 'text.db'), 'x'.repeat(500))
    const [none, text] = await Promise.all(
      ['none.db', 'text.db'].map((name) => station(['doctor', '--db', join(folder, name)])),
    )
    expect(none?.code).toBe(1)
    expect(linesOf(none ?? { stdout: '' }).at(-1)).toMatchObject({
      name: '数据库',
      ok: false,
      fault: 'file.unreadable',
      next: expect.stringContaining('检查文件路径'),
    })
    expect(text?.code).toBe(1)
    expect(linesOf(text ?? { stdout: '' }).at(-1)).toMatchObject({ ok: false, fault: 'database.corrupt' })
  })

  it('lists the drivers with their samples', async () => {
    const lines = linesOf(await station(['drivers']))
    expect(lines.map(({ id }) => id)).toEqual(
      expect.arrayContaining(['generic/lis2', 'dayuan/dy-723pc', 'dayuan/lz-4000t']),
    )
    for (const { samples } of lines) expect((samples as string[]).length).toBeGreaterThanOrEqual(3)
  })
})
