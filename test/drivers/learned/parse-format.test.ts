/** A driver file from anywhere: what is refused and where, and that no input crashes, pollutes or hangs the reader. */
import { describe, expect, it } from 'vitest'
import { base64Of, bytesOfBase64 } from '#drivers/kit/learned/base64.ts'
import { FORMAT, type LearnedFormat, limits, type SignedFormat } from '#drivers/kit/learned/format.ts'
import { learnedDriver } from '#drivers/kit/learned/learned-driver.ts'
import { fileText, parseDraft, parseFormat, parseSigned, signedText } from '#drivers/kit/learned/parse-format.ts'
import { propose } from '#drivers/kit/learned/propose.ts'
import { outcomesOf } from '#drivers/kit/learned/try-draft.ts'
import { replayLine } from '#drivers/kit/perform.ts'
import { encodeGbk, encodeUtf8 } from '#drivers/kit/text.ts'
import { text } from './recordings.ts'

const LINK = { baudRate: 9600, dataBits: 8, parity: 'none', stopBits: 1 } as const

function formatOf(bytes: Uint8Array): LearnedFormat {
  const made = propose({ bytes, link: LINK, linkSure: 1 })
  if (made === null) throw new Error('nothing proposed')
  const draft = {
    ...made.draft,
    vendor: '某厂',
    model: 'X1',
    title: '某厂 X1',
    fixed: { item: '重量', unit: null, method: null },
  }
  const samples = [{ name: 'recording', base64: base64Of(bytes), outcomes: outcomesOf(draft, bytes) }]
  return {
    ...draft,
    format: FORMAT,
    id: 'learned/x1',
    samples,
    madeBy: { name: '王敏', at: '2026-03-02T00:00:00.000Z' },
  }
}

const lines = formatOf(
  text('ST,GS,   245.6 g', 'US,GS,   245.7 g', 'ST,GS,  1245.8 g', 'ST,GS,    45.6 g', 'ST,GS,   245.6 g'),
)
const block = formatOf(
  encodeGbk(['1', '2', '3'].map((n) => `报告\r\n编号：${n}\r\n项目：酸价\r\n数值：${n}.5\r\n完\r\n`).join('')),
)
const columns = formatOf(
  text('N     +   123.56 g  ', 'N     +    23.56 g  ', 'N     -   123.56    ', 'G#    +     0.56 g  '),
)
const fixed = formatOf(encodeUtf8('PA1  12.5X'.repeat(3)))
const signed: SignedFormat = { ...lines, signature: { key: 'MCow', value: 'AAAA' } }

/** The file as anybody's JSON, changed. */
function changed(change: (file: Record<string, never>) => void, from: object = lines): unknown {
  const file: Record<string, never> = JSON.parse(JSON.stringify(from))
  change(file)
  return file
}

function problemOf(said: unknown): string {
  const parsed = parseFormat(said)
  return parsed.ok ? '' : parsed.problem
}

describe('a file of this program', () => {
  it.each([
    ['lines', lines, 'lines'],
    ['a block', block, 'block'],
    ['columns', columns, 'lines'],
    ['a fixed length', fixed, 'fixed'],
  ])('%s is read as it was written', (_, format, kind) => {
    expect(format.framing.kind).toBe(kind)
    const parsed = parseFormat(JSON.parse(JSON.stringify(format)))
    expect(parsed).toEqual({ ok: true, value: format })
    const sample = bytesOfBase64(format.samples[0]?.base64 ?? '') ?? new Uint8Array()
    const driver = learnedDriver(format)
    expect(driver).toMatchObject({ id: 'learned/x1', evidence: 'capture', guard: 'shape', title: '某厂 X1' })
    expect(
      replayLine(driver.line(), [sample])
        .outcomes()
        .filter(({ kind: told }) => told === 'reading').length,
    ).toBeGreaterThan(1)
  })

  it('has one text, whatever the order of its names', () => {
    const turned = Object.fromEntries(Object.entries(signed).toReversed()) as unknown as SignedFormat
    expect(fileText(turned)).toBe(fileText(signed))
    expect(signedText(turned)).toBe(signedText(lines))
    expect(parseSigned(JSON.parse(fileText(signed)))).toEqual({ ok: true, value: signed })
  })
})

describe('a file of another hand', () => {
  it.each<readonly [string, (file: Record<string, never>) => unknown, string]>([
    ['another format', (file) => Object.assign(file, { format: 'kuaijian-driver/2' }), 'format: one of'],
    ['a name nobody knows', (file) => Object.assign(file, { code: 'x' }), 'code: not a name'],
    ['an id that climbs', (file) => Object.assign(file, { id: 'learned/../x' }), 'id: learned/'],
    ['the id of a shipped driver', (file) => Object.assign(file, { id: 'generic/lis2' }), 'id: learned/'],
    ['no maker', (file) => Object.assign(file, { madeBy: { name: '', at: 'x' } }), 'madeBy.name: a text of 1'],
    ['no vendor', (file) => Object.assign(file, { vendor: '  ' }), 'vendor: not empty'],
    [
      'an odd speed',
      (file) => Object.assign(file, { link: { ...lines.link, baudRate: 9600.5 } }),
      'link.baudRate: a whole number',
    ],
    [
      'endless lines',
      (file) => Object.assign(file, { framing: { ...lines.framing, longest: 1e9 } }),
      'framing.longest: a whole number',
    ],
    ['a code for a charset', (file) => Object.assign(file, { charset: 'utf-7' }), 'charset: one of'],
    [
      'a field of no role',
      (file) => Object.assign(file, { fields: [{ ...lines.fields[0], role: 'eval' }] }),
      'fields[0].role: one of',
    ],
    [
      'a thousand fields',
      (file) => Object.assign(file, { fields: Array(1000).fill(lines.fields[0]) }),
      'fields: at most 200',
    ],
    ['a word that is half a character', (file) => Object.assign(file, { title: '\ud800' }), 'title: whole characters'],
    [
      'columns that overlap',
      (file) =>
        Object.assign(file, {
          split: {
            kind: 'columns',
            columns: [
              { from: 0, until: 5, touches: false },
              { from: 3, until: 9, touches: false },
            ],
          },
        }),
      'split.columns[1].from',
    ],
    [
      'columns in a block',
      (file) => Object.assign(file, { framing: block.framing, split: columns.split }),
      'split.kind: no columns',
    ],
    [
      'a sample that is no base64',
      (file) => Object.assign(file, { samples: [{ name: 'x', base64: '!!!!', outcomes: [] }] }),
      'samples[0].base64',
    ],
    [
      'a sample that is too large',
      (file) =>
        Object.assign(file, { samples: [{ name: 'x', base64: 'A'.repeat(limits.sampleBytes * 2), outcomes: [] }] }),
      'samples[0].base64: a text of',
    ],
    ['null for a list', (file) => Object.assign(file, { words: null }), 'words: an object'],
  ])('with %s is refused, and the place is named', (_, change, problem) => {
    expect(problemOf(changed(change))).toContain(problem)
  })

  it.each([null, 1, 'x', [], [[]], true, undefined])('%j is no file', (said) => {
    expect(problemOf(said)).toMatch(/^the file: an object|missing$/)
  })

  it('cannot reach a prototype', () => {
    const said: unknown = JSON.parse(`{"__proto__": {"polluted": 1}, ${JSON.stringify(lines).slice(1)}`)
    expect(problemOf(said)).toContain('__proto__: not a name')
    const inherited: unknown = Object.create(lines)
    expect(problemOf(inherited)).toContain('missing')
    expect(({} as Record<string, unknown>).polluted).toBeUndefined()
  })
})

/** The same numbers each time. */
function dice(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 0x1_0000_0000) * below)
  }
}

const odd: readonly unknown[] = [
  null,
  -1,
  0,
  1.5,
  1e308,
  '',
  'x'.repeat(500),
  '\ud800',
  '__proto__',
  'constructor',
  [],
  {},
  [[]],
  { kind: 'lines' },
  true,
  { toString: 1 },
  { length: 1e9 },
  Number.MAX_SAFE_INTEGER,
]

/** One value anywhere in the file becomes another, is lost, or moves. */
function spoiled(file: unknown, roll: (below: number) => number, depth = 0): unknown {
  if (typeof file !== 'object' || file === null || depth > 6 || roll(5) === 0) return odd[roll(odd.length)]
  if (Array.isArray(file)) {
    const at = roll(Math.max(1, file.length))
    return roll(4) === 0
      ? file.toSpliced(at, 1)
      : file.with(Math.min(at, file.length - 1), spoiled(file[at], roll, depth + 1))
  }
  const names = Object.keys(file)
  const name = names[roll(names.length)] ?? ''
  const { [name]: value, ...rest } = file as Record<string, unknown>
  if (roll(6) === 0) return rest
  return { ...rest, [roll(8) === 0 ? '__proto__x' : name]: spoiled(value, roll, depth + 1) }
}

it('ten thousand spoiled files are refused or are drivers that read their bytes without a fault', () => {
  const roll = dice(11)
  let accepted = 0
  const noise = encodeUtf8('ST,GS,   245.6 g\r\n报告\r\n编号：1\r\n完\r\nPA1  12.5X\u0000\u0003')
  for (let round = 0; round < 10_000; round++) {
    const from = [lines, block, columns, fixed][round % 4] ?? lines
    let said: unknown = from
    try {
      said = spoiled(JSON.parse(JSON.stringify(from)), roll)
    } catch {
      // An empty list has nothing to spoil.
    }
    const parsed = parseFormat(said)
    if (!parsed.ok) continue
    accepted++
    if (accepted % 5 === 0) replayLine(learnedDriver(parsed.value).line(), [noise])
  }
  expect(accepted).toBeGreaterThan(100)
  expect(accepted).toBeLessThan(9_000)
})

it('a draft is checked as strictly as a file', () => {
  const { format, id, samples, madeBy, ...draft } = lines
  expect(parseDraft(draft)).toEqual({ ok: true, value: draft })
  expect(parseDraft({ ...draft, id })).toMatchObject({ ok: false, problem: 'id: not a name of this format' })
  expect([format, samples.length, madeBy.name]).toEqual([FORMAT, 1, '王敏'])
})

describe('base64', () => {
  it('is the one spelling of its bytes', () => {
    for (let length = 0; length < 40; length++) {
      const bytes = Uint8Array.from({ length }, (_, n) => (n * 89 + length) & 0xff)
      const said = Buffer.from(bytes).toString('base64')
      expect(base64Of(bytes)).toBe(said)
      expect(bytesOfBase64(said)).toEqual(bytes)
    }
    for (const wrong of ['A', 'AA', 'AAA', 'AB==', 'AAB=', 'A===', 'AA=A', 'AA A', 'AA-_', '===='])
      expect(bytesOfBase64(wrong)).toBeNull()
  })
})
