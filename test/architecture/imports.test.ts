/** The map catches what it should: each forbidden acquaintance is shown to it as a file that is not there. */
import { describe, expect, it } from 'vitest'
import { checkImports } from './imports.ts'
import { sourceOf } from './source.ts'

const aliases = {
  '#core/*': './src-main/core/*',
  '#contract/*': './src-main/contract/*',
  '#drivers/*': './drivers/*',
  '#storage/*': './src-main/storage/*',
  '#publish/*': './src-main/publish/*',
  '#print/*': './src-main/print/*',
  '#flow/*': './src-main/flow/*',
  '#api': './src-renderer/api.ts',
}
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
