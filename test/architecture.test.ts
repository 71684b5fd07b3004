/** The map of the house, executed: who may know whom, how long a file may be, and where there is no clock. */
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { checkHouseRules } from './architecture/house-rules.ts'
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

  const acquaintances = inRooms.map(read).flatMap((source) => checkImports(source, aliases))

  it('knows its neighbours as the map allows', () => {
    expect(words(acquaintances.filter(({ path, found }) => exceptions.get(path) !== found))).toEqual([])
  })

  it('needs each exception on its list', () => {
    const made = acquaintances.filter(({ path, found }) => exceptions.get(path) === found).map(({ path }) => path)
    expect([...exceptions.keys()].filter((path) => !made.includes(path))).toEqual([])
  })

  it('keeps its rules in every file', () => {
    expect(words([...inRooms, ...beside].map(read).flatMap(checkHouseRules))).toEqual([])
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
