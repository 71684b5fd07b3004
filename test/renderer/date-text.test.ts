/** Days and minutes as people type them; what does not exist is not read as another day. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { readDate } from '#ui/date-text.ts'
import { momentFromField } from '#ui/local-words.ts'
import { root } from '../../scripts/built.mjs'

it.each([
  ['day', '2026-11-22', '2026-11-22'],
  ['day', '20261122', '2026-11-22'],
  ['day', ' 2026/11/22 ', '2026-11-22'],
  ['day', '2026年3月1日', '2026-03-01'],
  ['day', '2026-3-1', '2026-03-01'],
  ['day', '20261122', '2026-11-22'],
  ['day', '2024-02-29', '2024-02-29'],
  ['day', '2026-02-30', null],
  ['day', '2026-13-01', null],
  ['day', '22/11/2026', null],
  ['day', '2026111', null],
  ['day', '', null],
  ['minute', '2026-11-22 06:12', '2026-11-22T06:12'],
  ['minute', '2026-11-22T06:12', '2026-11-22T06:12'],
  ['minute', '202611220612', '2026-11-22T06:12'],
  ['minute', '2026-11-22 6:12', '2026-11-22T06:12'],
  ['minute', '2026-11-22 06:12', '2026-11-22T06:12'],
  ['minute', '2026-11-22 24:00', null],
  ['minute', '2026-11-22', null],
] as const)('%s %j is %j', (kind, said, read) => {
  expect(readDate(kind, said)).toBe(read)
})

it('waits for the second digit while keys still come', () => {
  expect(readDate('day', '2026-11-2', false)).toBeNull()
  expect(readDate('day', '2026-11-22', false)).toBe('2026-11-22')
  expect(readDate('minute', '2026-11-22 6:12', false)).toBeNull()
})

it('30 February is no moment', () => {
  expect(momentFromField('2026-02-30T06:12', 480)).toBeNull()
  expect(momentFromField('2026-03-01T06:12', 480)).toEqual({ utc: '2026-02-28T22:12:00.000Z', offset: 480 })
})

it('no page shows the browser’s own date field, whose order follows the browser’s language', () => {
  const folder = join(root, 'src-renderer')
  const own = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.tsx'))
    .filter((file) =>
      /\btype=[^\n]*["'](date|month|week|time|datetime-local)["']/.test(readFileSync(join(folder, file), 'utf8')),
    )
  expect(own).toEqual([join('ui', 'date-input.tsx')])
})
