/** Which database the desktop opens: remembered, outranked by the command line, and the demonstration when in doubt. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { databaseIn, readChoice, rememberChoice } from '#shell/choice.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'station-choice-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

it('starts with the demonstration', () => {
  expect(readChoice(folder, [])).toBe(true)
})

it('remembers what was chosen', () => {
  rememberChoice(folder, false)
  expect(readChoice(folder, [])).toBe(false)
  rememberChoice(folder, true)
  expect(readChoice(folder, [])).toBe(true)
})

it('lets the command line outrank the memory without changing it', () => {
  rememberChoice(folder, false)
  expect(readChoice(folder, ['--demo'])).toBe(true)
  expect(readChoice(folder, [])).toBe(false)
  rememberChoice(folder, true)
  expect(readChoice(folder, ['--real'])).toBe(false)
})

it('never opens real data because of a damaged file', () => {
  for (const text of ['', '{', '{"demo":"no"}', '[]', 'null']) {
    writeFileSync(join(folder, 'desktop.json'), text)
    expect([text, readChoice(folder, [])]).toEqual([text, true])
  }
})

it('keeps demonstration and real data in two files', () => {
  expect(databaseIn(folder, true)).not.toBe(databaseIn(folder, false))
})
