/** The rules catch what they should and nothing else: each breach is shown to them as a file that is not there. */
import { describe, expect, it } from 'vitest'
import { checkHouseRules, houseRules } from './house-rules.ts'
import { sourceOf } from './source.ts'

const breaking = (path: string, text: string) =>
  checkHouseRules(sourceOf(path, text)).map(({ rule, found }) => `${rule}: ${found}`)
const second = (line: string) => `/** A file. */\n${line}\n`

describe('the rules catch', () => {
  const cases: readonly (readonly [what: string, path: string, text: string, found: string])[] = [
    ['a long file', 'src-main/flow/a.ts', `/** A file. */\n${'\n'.repeat(400)}`, 'length: 401 lines, 400 at most'],
    [
      'no first line',
      'src-main/flow/a.ts',
      "\n/** A file. */\nimport '#core/time.ts'\n",
      'firstLine: the first line is no comment',
    ],
    [
      'no first line after a shebang',
      'src-main/cli.ts',
      '#!/usr/bin/env node\nconst a = 1\n',
      'firstLine: the first line is no comment',
    ],
    ['a name in another case', 'src-main/flow/takeFrame.ts', second(''), 'fileName: takeFrame.ts is not kebab-case'],
    ['a name that says nothing', 'src-main/flow/frame-utils.ts', second(''), 'fileName: frame-utils.ts says nothing'],
    ['any', 'src-main/flow/a.ts', second('const a: readonly any[] = []'), 'types: any'],
    ['as any', 'test/a.test.ts', second('const a = 1 as any'), 'types: any'],
    ['a non-null assertion', 'src-main/flow/a.ts', second('const b = a!.c'), 'types: a non-null assertion'],
    ['an enum', 'src-main/flow/a.ts', second('enum A { B }'), 'types: an enum, which type stripping cannot erase'],
    [
      'a parameter property',
      'src-main/flow/a.ts',
      second('class A { constructor(readonly b: string) {} }'),
      'types: a parameter property, which type stripping cannot erase',
    ],
    ['a default export', 'src-main/flow/a.ts', second('export default 1'), 'namedExports: a default export'],
    ['a silenced compiler', 'src-main/flow/a.ts', second('// @ts-ignore\nconst a = 1'), 'comments: @ts-ignore'],
    ['a postponed thing', 'src-main/flow/a.ts', second('/* TODO: later */'), 'comments: TODO'],
    ['a clock in core', 'src-main/core/a.ts', second('const a = Date.now()'), 'pure: Date.now in a pure folder'],
    ['a new Date of now', 'src-main/core/a.ts', second('const a = new Date()'), 'pure: the clock in a pure folder'],
    ['a Date as text', 'src-main/core/a.ts', second('const a = Date()'), 'pure: the clock in a pure folder'],
    [
      'chance in a driver',
      'drivers/a/b/driver.ts',
      second('const a = Math.random()'),
      'pure: Math.random in a pure folder',
    ],
    ['the process in a kit', 'drivers/kit/a.ts', second('const a = process.env'), 'pure: process in a pure folder'],
    ['a stopwatch', 'src-main/core/a.ts', second('const a = performance.now()'), 'pure: performance in a pure folder'],
    ['a timer', 'drivers/kit/a.ts', second('setTimeout(f, 1)'), 'pure: setTimeout in a pure folder'],
    [
      'a network in a platform',
      'src-main/upload/platforms/a.ts',
      second('const a = fetch(url)'),
      'pure: fetch in a pure folder',
    ],
    [
      'the zone of the machine',
      'src-main/core/a.ts',
      second('const a = new Date(0).getHours()'),
      'pure: getHours in a pure folder',
    ],
    [
      'the language of the machine',
      'src-main/core/a.ts',
      second('const a = b.localeCompare(c)'),
      'pure: localeCompare in a pure folder',
    ],
    [
      'a world declared by hand',
      'src-main/core/a.ts',
      second('declare const process: P; const a = process.env'),
      'pure: process in a pure folder',
    ],
    ['a shorthand', 'src-main/core/a.ts', second('const a = { process }'), 'pure: process in a pure folder'],
    ['a test alone', 'test/a.test.ts', second("it.only('a', f)"), 'tests: .only by hand'],
    ['a test left out', 'test/a.test.ts', second("describe.skip('a', f)"), 'tests: .skip by hand'],
    [
      'a list of tests left out',
      'test/a.test.ts',
      second("it.concurrent.skip.each([1])('a', f)"),
      'tests: .skip by hand',
    ],
    [
      'a test left out by a condition',
      'test/a.test.ts',
      second("it.skipIf(slow)('a', f)"),
      'tests: .skipIf without needs(...)',
    ],
  ]

  it.each(cases)('%s', (_, path, text, found) => {
    expect(breaking(path, text)).toContain(found)
  })

  it('with each of the rules', () => {
    const met = new Set(cases.map(([, , , found]) => found.split(':')[0]))
    expect(Object.keys(houseRules).filter((rule) => !met.has(rule))).toEqual([])
  })

  it.each([
    ['a shebang before the first line', 'src-main/cli.ts', '#!/usr/bin/env node\n/** A file. */\n'],
    ['dates that were given', 'src-main/core/a.ts', second('const a = [new Date(0), Date.parse(b)]')],
    [
      'names of our own',
      'src-main/core/a.ts',
      second('const a = [c.process, { process: 1 }]; type A = { process: 1 }'),
    ],
    ['a variable of our own', 'drivers/kit/a.ts', second('const performance = f(); const a = performance.b')],
    [
      'a parameter of our own',
      'drivers/kit/a.ts',
      second('const f = (document: D, { window }: E) => document.a(window)'),
    ],
    ['words in a text', 'src-main/core/a.ts', second("const a = 'TODO any Date.now() process'")],
    ['data as long as it is', 'src-main/core/judge/packs/default.ts', `/** A file. */\n${'\n'.repeat(900)}`],
    ['a clock where one may be', 'src-main/flow/a.ts', second('const a = Date.now() + Math.random()')],
    ['a skip that names its need', 'test/a.test.ts', second("describe.skipIf(!needs('socat'))('a', f)")],
    ['a test of one system', 'test/a.test.ts', second("it.runIf(process.platform === 'linux')('a', f)")],
    ["a tool's own file", 'vite.config.ts', second('export default {}')],
  ])('but not %s', (_, path, text) => {
    expect(breaking(path, text)).toEqual([])
  })
})
