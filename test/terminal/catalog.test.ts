/** `station catalog` on the real command line: template, dry run, import, the same again, export. */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { newFolder } from '#test/flow/room.ts'
import { linesOf, station } from './command.ts'

it('a template is filled in, tried, taken, taken again, and exported as it was', async () => {
  const folder = newFolder()
  const [db, file, out] = ['s.db', 'in.csv', 'out.csv'].map((name) => join(folder, name)) as [string, string, string]
  const run = (...args: readonly string[]) => station(['catalog', ...args])
  expect((await run('template', file, '--list', 'stall', '--format', 'csv')).code).toBe(0)
  const heading = readFileSync(file, 'utf8')
  expect(heading).toMatch(/^\uFEFF摊位号\*,经营户名称\*,/)
  writeFileSync(file, `${heading}A-1,王记\r\nA-2\r\n`)
  const taking = ['import', file, '--db', db, '--list', 'stall', '--by', '王敏']
  const tried = await run(...taking, '--dry-run')
  expect(linesOf(tried)).toMatchObject([
    { row: 2, key: 'A-1', change: 'new' },
    { row: 3, change: 'refused', findings: [{ field: 'name', code: 'missing', says: '经营户名称:没有填' }] },
    { list: 'stall', dryRun: true, rows: 2, new: 1, refused: 1, unread: [] },
  ])
  expect(linesOf(await run(...taking)).at(-1)).toMatchObject({ dryRun: false, new: 1 })
  expect(linesOf(await run(...taking)).at(-1)).toMatchObject({ new: 0, changed: 0, same: 1 })
  expect((await run('export', out, '--db', db, '--list', 'stall', '--format', 'csv')).code).toBe(0)
  expect(readFileSync(out, 'utf8').split('\r\n')[1]).toMatch(/^A-1,王记,/)
  const wrong = await run('export', out, '--db', db, '--list', 'stalls')
  expect(wrong).toMatchObject({ code: 2, stderr: expect.stringContaining('site|stall|food') })
  writeFileSync(file, 'nothing')
  expect(await run(...taking)).toMatchObject({ code: 1, stderr: expect.stringMatching(/^catalog\.file: /) })
}, 60_000)
