/** The map of the house, executed: who may know whom, how long a file may be, and where there is no clock. */
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { checkHouseRules, houseRules } from './architecture/house-rules.ts'
import { type Aliases, checkImports, placeOf, type Violation } from './architecture/imports.ts'
import { exceptions, rooms } from './architecture/map.ts'
import { sourceOf } from './architecture/source.ts'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const aliases: Aliases = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).imports
const mapped = ['src-main', 'src-renderer', 'drivers', 'src-hub']

function filesIn(folder: string): readonly string[] {
  return readdirSync(join(root, folder), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name) && !entry.name.endsWith('.d.ts'))
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(root.length + 1)
        .replaceAll('\\', '/'),
    )
    .filter((path) => !/(^|\/)(node_modules|dist)\//.test(path))
}

const present = readdirSync(root)
const inRooms = mapped.filter((folder) => present.includes(folder)).flatMap(filesIn)
const beside = [...filesIn('test'), ...present.filter((name) => name.endsWith('.ts'))]
const read = (path: string) => sourceOf(path, readFileSync(join(root, path), 'utf8'))
const words = (violations: readonly Violation[]) =>
  violations.map(({ path, line, rule, found }) => `${path}:${line} ${rule}: ${found}`)

describe('the house', () => {
  it('is there to be looked at', () => {
    expect(inRooms.length).toBeGreaterThan(100)
    expect(beside.length).toBeGreaterThan(20)
  })

  it('knows its neighbours as the map allows', () => {
    expect(words(inRooms.map(read).flatMap((source) => checkImports(source, aliases)))).toEqual([])
  })

  it('keeps its rules in every file', () => {
    expect(words([...inRooms, ...beside].map(read).flatMap(checkHouseRules))).toEqual([])
  })

  it('has no exception for a file that is gone or does not need it', () => {
    for (const [path, modules] of exceptions) {
      expect(inRooms).toContain(path)
      for (const name of modules) expect(readFileSync(join(root, path), 'utf8')).toContain(`'${name}'`)
    }
  })
})

const importing = (path: string, line: string) =>
  checkImports(sourceOf(path, `/** A file. */\n${line}\n`), aliases).map(({ found }) => found)

describe('the map catches', () => {
  it.each([
    [
      'core that knows storage',
      'src-main/core/kpi/a.ts',
      "import { x } from '#storage/open.ts'",
      'core may not know storage',
    ],
    [
      'core that knows it by a path',
      'src-main/core/kpi/a.ts',
      "import { x } from '../../storage/open.ts'",
      'core may not know storage',
    ],
    [
      'core that knows a type of a driver',
      'src-main/core/a.ts',
      "import type { X } from '#drivers/kit/line.ts'",
      'core may not know drivers/kit',
    ],
    ['core that passes on', 'src-main/core/a.ts', "export * from '#flow/world.ts'", 'core may not know flow'],
    [
      'core that passes on by name',
      'src-main/core/a.ts',
      "export { x } from '#flow/world.ts'",
      'core may not know flow',
    ],
    ['core with another package', 'src-main/core/a.ts', "import { z } from 'zod'", 'core may not use the package zod'],
    [
      'core with Node',
      'src-main/core/a.ts',
      "import { createHash } from 'node:crypto'",
      'core may not touch node:crypto',
    ],
    ['core with Node by its old name', 'src-main/core/a.ts', "import fs from 'fs'", 'core may not touch node:fs'],
    ['a late import', 'src-main/core/a.ts', "const x = await import('#print/paper.ts')", 'core may not know print'],
    [
      'a late import of anything',
      'src-main/flow/a.ts',
      'const x = await import(name)',
      'an import that is worked out at run time',
    ],
    [
      'a type of a late import',
      'src-main/storage/a.ts',
      "type X = import('#print/paper.ts').X",
      'storage may not know print',
    ],
    [
      'a require',
      'src-main/publish/a.ts',
      "const x = require('better-sqlite3')",
      'publish may not use the package better-sqlite3',
    ],
    [
      'a driver that knows a driver',
      'drivers/a/b/driver.ts',
      "import { x } from '../../c/d/driver.ts'",
      'drivers/model:a/b may not know drivers/model:c/d',
    ],
    [
      'a driver of the same maker',
      'drivers/a/b/driver.ts',
      "import { x } from '#drivers/a/c/driver.ts'",
      'drivers/model:a/b may not know drivers/model:a/c',
    ],
    [
      'a kit that knows a driver',
      'drivers/kit/a.ts',
      "import { x } from '#drivers/a/c/driver.ts'",
      'drivers/kit may not know drivers/model:a/c',
    ],
    [
      'neighbours that know each other',
      'src-main/print/a.ts',
      "import { x } from '#publish/board.ts'",
      'print may not know publish',
    ],
    [
      'ports that know storage',
      'src-main/ports/a.ts',
      "import { x } from '#storage/frames.ts'",
      'ports may not know storage',
    ],
    [
      'a platform with a network',
      'src-main/upload/platforms/a.ts',
      "import http from 'node:http'",
      'upload/platforms may not touch node:http',
    ],
    [
      'a flow that touches',
      'src-main/flow/a.ts',
      "import { readFileSync } from 'node:fs'",
      'flow may not touch node:fs',
    ],
    ['a flow that answers', 'src-main/flow/a.ts', "import { x } from '#contract/day.ts'", 'flow may not know contract'],
    [
      'serve past the answers',
      'src-main/serve/a.ts',
      "import { x } from '#storage/open.ts'",
      'serve may not know storage',
    ],
    [
      'a station that knows Electron',
      'src-main/station.ts',
      "import { app } from 'electron'",
      'station may not use the package electron',
    ],
    [
      'a station that knows the shell',
      'src-main/station-process.ts',
      "import { x } from './shell/windows.ts'",
      'station may not know shell',
    ],
    [
      'a shell with a database',
      'src-main/main.ts',
      "import { x } from '#storage/open.ts'",
      'shell may not know storage',
    ],
    ['a bridge that grows', 'src-main/preload.ts', "import { x } from '#core/time.ts'", 'preload may not know core'],
    [
      'a feature that knows a feature',
      'src-renderer/features/day/a.tsx',
      "import { x } from '../sample/b.tsx'",
      'features:day may not know features:sample',
    ],
    [
      'a feature with a chart of its own',
      'src-renderer/features/kpi/a.tsx',
      "import { Chart } from 'chart.js'",
      'features may not use the package chart.js',
    ],
    [
      'ui with words of the domain',
      'src-renderer/ui/a.tsx',
      "import { x } from '#core/time.ts'",
      'ui may not know core',
    ],
    [
      'pages that know the station',
      'src-renderer/api.ts',
      "import { x } from '#flow/world.ts'",
      'api may not know flow',
    ],
    ['a stranger', 'src-main/helpers/a.ts', '', 'a file in no room of the map'],
    [
      'a neighbour off the map',
      'src-main/flow/a.ts',
      "import { x } from '../helpers/a.ts'",
      'src-main/helpers/a.ts: a file in no room of the map',
    ],
    [
      'an alias nobody made',
      'src-main/flow/a.ts',
      "import { x } from '#nowhere/a.ts'",
      '#nowhere/a.ts: no alias of package.json',
    ],
    [
      'a module newer than Node 20',
      'src-main/ports/a.ts',
      "import { DatabaseSync } from 'node:sqlite'",
      'node:sqlite is newer than Node 20',
    ],
  ])('%s', (_, path, line, found) => {
    expect(importing(path, line)).toEqual([found])
  })

  it.each([
    ['src-main/core/kpi/a.ts', "import Big from 'big.js'"],
    ['src-main/core/kpi/a.ts', "import type { Moment } from '../time.ts'"],
    ['drivers/a/b/driver.ts', "import { x } from './fields.ts'"],
    ['drivers/index.ts', "import { driver } from './a/b/driver.ts'"],
    ['src-main/ports/a.ts', "import { x } from '@serialport/parser-readline'"],
    ['src-main/flow/a.ts', "import { x } from '#print/notice.ts'"],
    ['src-main/answer/a.ts', "import { x } from '#flow/world.ts'"],
    ['src-main/serve/a.ts', "import { x } from '@orpc/openapi/node'"],
    ['src-renderer/app.tsx', "import { x } from './features/day/day-desk.tsx'"],
    ['src-renderer/features/day/a.tsx', "import { client } from '#api'"],
    [
      'src-main/core/a.ts',
      "// import { x } from '#storage/open.ts'\nconst text = \"import { x } from '#storage/open.ts'\"",
    ],
  ])('nothing in %s: %s', (path, line) => {
    expect(importing(path, line)).toEqual([])
  })
})

const breaking = (path: string, text: string) =>
  checkHouseRules(sourceOf(path, text)).map(({ rule, found }) => `${rule}: ${found}`)
const after = (line: string) => `/** A file. */\n${line}\n`

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
    ['a name in another case', 'src-main/flow/takeFrame.ts', after(''), 'fileName: takeFrame.ts is not kebab-case'],
    ['a name that says nothing', 'src-main/flow/frame-utils.ts', after(''), 'fileName: frame-utils.ts says nothing'],
    ['any', 'src-main/flow/a.ts', after('const a: readonly any[] = []'), 'types: any'],
    ['as any', 'test/a.test.ts', after('const a = 1 as any'), 'types: any'],
    ['a non-null assertion', 'src-main/flow/a.ts', after('const b = a!.c'), 'types: a non-null assertion'],
    ['an enum', 'src-main/flow/a.ts', after('enum A { B }'), 'types: an enum, which type stripping cannot erase'],
    [
      'a parameter property',
      'src-main/flow/a.ts',
      after('class A { constructor(readonly b: string) {} }'),
      'types: a parameter property, which type stripping cannot erase',
    ],
    ['a default export', 'src-main/flow/a.ts', after('export default 1'), 'namedExports: a default export'],
    ['a silenced compiler', 'src-main/flow/a.ts', after('// @ts-ignore\nconst a = 1'), 'comments: @ts-ignore'],
    ['a postponed thing', 'src-main/flow/a.ts', after('/* TODO: later */'), 'comments: TODO'],
    ['a clock in core', 'src-main/core/a.ts', after('const a = Date.now()'), 'pure: Date.now in a pure folder'],
    ['a new Date of now', 'src-main/core/a.ts', after('const a = new Date()'), 'pure: the clock in a pure folder'],
    ['a Date as text', 'src-main/core/a.ts', after('const a = Date()'), 'pure: the clock in a pure folder'],
    [
      'chance in a driver',
      'drivers/a/b/driver.ts',
      after('const a = Math.random()'),
      'pure: Math.random in a pure folder',
    ],
    ['the process in a kit', 'drivers/kit/a.ts', after('const a = process.env'), 'pure: process in a pure folder'],
    ['a stopwatch', 'src-main/core/a.ts', after('const a = performance.now()'), 'pure: performance in a pure folder'],
    ['a timer', 'drivers/kit/a.ts', after('setTimeout(f, 1)'), 'pure: setTimeout in a pure folder'],
    [
      'a network in a platform',
      'src-main/upload/platforms/a.ts',
      after('const a = fetch(url)'),
      'pure: fetch in a pure folder',
    ],
    [
      'the zone of the machine',
      'src-main/core/a.ts',
      after('const a = new Date(0).getHours()'),
      'pure: getHours in a pure folder',
    ],
    [
      'the language of the machine',
      'src-main/core/a.ts',
      after('const a = b.localeCompare(c)'),
      'pure: localeCompare in a pure folder',
    ],
    ['a shorthand', 'src-main/core/a.ts', after('const a = { process }'), 'pure: process in a pure folder'],
    ['a test alone', 'test/a.test.ts', after("it.only('a', f)"), 'tests: .only by hand'],
    ['a test left out', 'test/a.test.ts', after("describe.skip('a', f)"), 'tests: .skip by hand'],
    [
      'a list of tests left out',
      'test/a.test.ts',
      after("it.concurrent.skip.each([1])('a', f)"),
      'tests: .skip by hand',
    ],
    [
      'a test left out by a condition',
      'test/a.test.ts',
      after("it.skipIf(slow)('a', f)"),
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
    ['src-main/cli.ts', '#!/usr/bin/env node\n/** A file. */\n'],
    ['src-main/core/a.ts', after('const a = [new Date(0), Date.parse(b), c.process, { process: 1, console: 2 }]')],
    ['src-main/core/a.ts', after("const a = 'TODO any Date.now() process'")],
    ['src-main/core/judge/packs/default.ts', `/** A file. */\n${'\n'.repeat(900)}`],
    ['src-main/flow/a.ts', after('const a = Date.now() + Math.random()')],
    ['test/a.test.ts', after("describe.skipIf(!needs('socat'))('a', f)")],
    ['vite.config.ts', after('export default {}')],
  ])('nothing in %s: %j', (path, text) => {
    expect(breaking(path, text)).toEqual([])
  })
})

describe('every room', () => {
  it('is named once and knows only rooms that are there', () => {
    const names = rooms.map(({ name }) => name)
    expect(new Set(names).size).toBe(names.length)
    for (const room of rooms) for (const other of room.rooms) expect(names).toContain(other)
  })

  it('has files, so that no rule guards an empty place', () => {
    const met = new Set(inRooms.map((path) => placeOf(path)?.room.name))
    expect(rooms.map(({ name }) => name).filter((name) => !met.has(name))).toEqual([])
  })
})
