/** `station learn` without its command line: a proposal to edit, a signed file made of it, and the check of that file. */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { isFault } from '#core/fault.ts'
import { afterwards, newFolder } from '#test/flow/room.ts'
import { learnCheck, learnMake, learnPropose } from '../../src-main/terminal/learn.ts'

const stream = Array.from(
  { length: 6 },
  (_, n) => `${String(n + 1).padStart(4, '0')},农残,${n + 10}.5,%,阴性\r\n`,
).join('')

let out = ''
let words = ''

beforeEach(() => {
  out = ''
  words = ''
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    out += String(text)
    return true
  })
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
    words += String(text)
    return true
  })
})

afterEach(() => {
  vi.restoreAllMocks()
})

function inFolder(name: string, text = ''): string {
  const file = join(folder(), name)
  if (text !== '') writeFileSync(file, text)
  return file
}

let made: string | null = null
function folder(): string {
  if (made === null) {
    made = newFolder()
    afterwards(() => {
      made = null
    })
  }
  return made
}

function codeOf(work: () => void): string | null {
  try {
    work()
    return null
  } catch (error) {
    if (isFault(error)) return error.code
    throw error
  }
}

it('proposes, makes and checks', () => {
  const recording = inFolder('morning.bin', stream)
  learnPropose(recording, {})
  const proposal = JSON.parse(out)
  expect(proposal.draft.fields.map(({ role }: { role: string }) => role)).toEqual([
    'sampleNo',
    'item',
    'value',
    'unit',
    'verdict',
  ])

  const draft = inFolder('draft.json', out)
  const file = inFolder('x.kjdriver')
  expect(codeOf(() => learnMake(recording, { draft, out: file, by: '王敏' }))).toBe('input.invalid')
  Object.assign(proposal.draft, { vendor: 'Acme', model: 'X 1', title: 'Acme X1' })
  const named = inFolder('named.json', JSON.stringify(proposal.draft))
  learnMake(recording, { draft: named, out: file, by: '王敏' })
  expect(words).toMatch(/learned\/acme-x-1 .*签名指纹 [0-9A-F]{4}( [0-9A-F]{4}){7} .*一次性/)
  expect(codeOf(() => learnMake(recording, { draft: named, out: file, by: '王敏' }))).toBe('file.unreadable')

  out = ''
  learnCheck(file)
  expect(JSON.parse(out)).toMatchObject({ id: 'learned/acme-x-1', samples: 1, outcomes: 6, readings: 5 })
  const altered = inFolder('y.kjdriver', readFileSync(file, 'utf8').replace('"%"', '"g"'))
  expect(codeOf(() => learnCheck(altered))).toMatch(/^learn\.file-/)
})

it("signs with a station's own key", () => {
  const recording = inFolder('morning.bin', stream)
  learnPropose(recording, {})
  const draft = inFolder('draft.json', JSON.stringify({ ...JSON.parse(out).draft, vendor: 'Acme', model: 'X1' }))
  const db = inFolder('station.db')
  for (const name of ['a', 'b']) learnMake(recording, { draft, out: inFolder(`${name}.kjdriver`), by: '王敏', db })
  const prints = [...words.matchAll(/签名指纹 ([0-9A-F ]+)/g)].map(([, print]) => print?.trim())
  expect(prints).toHaveLength(2)
  expect(prints[0]).toBe(prints[1])
  expect(words).not.toContain('一次性')
})

it('says which file it could not read', () => {
  expect(codeOf(() => learnPropose('/nowhere/at.all', {}))).toBe('file.unreadable')
  expect(codeOf(() => learnCheck(inFolder('empty.kjdriver', '{}')))).toBe('learn.file-broken')
  expect(codeOf(() => learnPropose(inFolder('half', 'x'), {}))).toBe('learn.nothing-recorded')
})
