/** The published schema and the parser take the same files: whatever one refuses for its shape, the other refuses too. */
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { isFault } from '#core/fault.ts'
import { shippedPacks } from '#core/judge/packs/index.ts'
import { parsePack } from '#core/judge/parse-pack.ts'

type Json = string | number | boolean | null | Json[] | { [name: string]: Json }
const readJson = (file: string): Json => JSON.parse(readFileSync(file, 'utf8'))
const schema = z.fromJSONSchema(JSON.parse(readFileSync('docs/limit-pack.schema.json', 'utf8')))
const example = readJson('docs/limit-pack.example.json')

/** Every kind of limit and every field once, so that each can be broken. */
const full: Json = {
  id: 'full',
  version: '1',
  title: 'Full',
  issuedOn: '2026-01-01',
  demo: true,
  standards: [{ code: 'S-1', title: 'S', replaces: 'S-0', effectiveFrom: '2026-01-01', effectiveTo: '2026-12-31' }],
  items: [{ id: 'a', name: '甲', aliases: ['甲物'] }],
  methods: [{ id: 'm', name: '法', aliases: [], kind: 'qualitative', named: true }],
  foods: [{ category: '菜', within: null, aliases: ['蔬'], names: ['韭菜', { name: '菠菜', aliases: ['菠薐'] }] }],
  rules: [
    { kind: 'max', value: '5', unit: 'mg/kg', lod: '1', suspectFrom: '4', alsoIn: ['mg/100 g'] },
    { kind: 'below', value: '50', unit: '%', lod: null, suspectFrom: null },
    { kind: 'min', value: '0.4', unit: 'g/100 mL', lod: '0.1', suspectFrom: null },
    { kind: 'not-detected', unit: 'µg/kg', lod: '0.3', value: null },
    { kind: 'none', unit: null },
  ].map((limit, at) => ({
    id: `r${at}`,
    item: 'a',
    method: at === 0 ? 'm' : null,
    foods: at === 0 ? '*' : ['菜'],
    part: '叶',
    limit,
    standard: 'S-1',
    clause: '4',
    effectiveFrom: '2026-01-01',
    effectiveTo: '2026-12-31',
    evidence: 'weak',
    source: 'test',
    note: null,
  })),
}

/** `taken`, or where the parser stops. */
function parsed(json: unknown): string {
  try {
    parsePack(json)
    return 'taken'
  } catch (error) {
    if (isFault(error)) return error.detail
    throw error
  }
}

/** Mistakes between the lists, and of meaning, that no schema sees. */
const beyondShape =
  /there is no |is already taken|lies within|is earlier than|is later than|must be smaller|must be greater|is not a unit|cannot be converted|must be before/

function* changesOf(json: Json): Generator<readonly [what: string, changed: Json]> {
  const wrongs: readonly Json[] = [null, 3, true, '', ' x', 'x', '-1', '1e3', '2026-02-31', '5', [], ['x'], {}, '*']
  for (const wrong of wrongs) yield [`= ${JSON.stringify(wrong)}`, wrong]
  if (Array.isArray(json)) {
    for (const [at, one] of json.entries()) {
      for (const [what, changed] of changesOf(one)) yield [`[${at}]${what}`, json.with(at, changed)]
    }
  } else if (typeof json === 'object' && json !== null) {
    yield [' with a stranger', { ...json, stranger: 'x' }]
    for (const [name, one] of Object.entries(json)) {
      const { [name]: _, ...without } = json
      yield [` without ${name}`, without]
      for (const [what, changed] of changesOf(one)) yield [`.${name}${what}`, { ...json, [name]: changed }]
    }
  }
}

describe('the schema', () => {
  const shipped: readonly (readonly [string, Json])[] = shippedPacks.map((pack) => [
    pack.id,
    JSON.parse(JSON.stringify(pack)),
  ])
  const made: readonly (readonly [string, Json])[] = [
    ['the example', example],
    ['one with every field', full],
  ]

  test.each([...made, ...shipped])('takes %s, as the parser does', (_name, json) => {
    expect(parsed(json)).toBe('taken')
    expect(schema.safeParse(json).error?.issues ?? []).toEqual([])
  })

  test.each(made)('agrees with the parser on every small change of %s', (_name, json) => {
    let [taken, refused] = [0, 0]
    const apart: string[] = []
    for (const [what, changed] of changesOf(json)) {
      const byParser = parsed(changed)
      const bySchema = schema.safeParse(changed).success
      if (byParser === 'taken') taken += 1
      else refused += 1
      if (bySchema !== (byParser === 'taken') && !(bySchema && beyondShape.test(byParser))) {
        apart.push(`${what}: schema ${bySchema ? 'takes' : 'refuses'}, parser: ${byParser}`)
      }
    }
    expect(apart).toEqual([])
    expect(taken).toBeGreaterThan(100)
    expect(refused).toBeGreaterThan(1000)
  })
})
