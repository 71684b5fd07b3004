/** Who knows whom: every import of a file against the map. */
import { builtinModules } from 'node:module'
import { posix } from 'node:path'
import { type Room, rooms } from './map.ts'
import { isNode, lineOf, literalOf, type Node, nameOf, type Source } from './source.ts'

export interface Violation {
  readonly path: string
  readonly line: number
  readonly rule: string
  readonly found: string
}

/** `package.json` "imports": `#core/*` -> `./src-main/core/*`. */
export type Aliases = Readonly<Record<string, string>>

interface Place {
  readonly room: Room
  /** The room, or the one driver or feature in it. */
  readonly door: string
}

export function placeOf(path: string): Place | null {
  for (const room of rooms) {
    const match = room.at.exec(path)
    if (match !== null) return { room, door: room.apart === true ? `${room.name}:${match[1]}` : room.name }
  }
  return null
}

export function checkImports(source: Source, aliases: Aliases): readonly Violation[] {
  const place = placeOf(source.path)
  if (place === null) return [{ path: source.path, line: 1, rule: 'map', found: 'a file in no room of the map' }]
  return importsOf(source).flatMap(({ from, start }) => {
    const found =
      from === null ? 'an import that is worked out at run time' : refusedImport(source.path, place, from, aliases)
    return found === null ? [] : [{ path: source.path, line: lineOf(source, start), rule: 'import', found }]
  })
}

interface Import {
  readonly from: string | null
  readonly start: number
}

/** Static, dynamic, type-only and re-exporting imports, `import('x').T`, `require('x')`. */
export function importsOf({ nodes }: Source): readonly Import[] {
  return nodes.flatMap(({ node }) => {
    const specifier = specifierOf(node)
    return specifier === undefined ? [] : [{ from: literalOf(specifier), start: node.start }]
  })
}

function specifierOf(node: Node): unknown {
  switch (node.type) {
    case 'ImportDeclaration':
    case 'ImportExpression':
    case 'TSImportType':
      return node.source ?? node.argument ?? null
    case 'ExportAllDeclaration':
    case 'ExportNamedDeclaration':
      return node.source ?? undefined
    case 'TSExternalModuleReference':
      return node.expression ?? null
    case 'CallExpression':
      return nameOf(node.callee) === 'require' ? (listOf(node.arguments)[0] ?? null) : undefined
    default:
      return undefined
  }
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value.filter(isNode) : []
}

function refusedImport(path: string, place: Place, from: string, aliases: Aliases): string | null {
  const inside = insidePath(path, from, aliases)
  if (inside !== null) return refusedNeighbour(place, inside)
  if (from.startsWith('#')) return `${from}: no alias of package.json`
  const builtin = from.replace(/^node:/, '')
  if (from.startsWith('node:') || builtinModules.includes(builtin)) return refusedNode(place.room, builtin)
  const name = from.split('/', from.startsWith('@') ? 2 : 1).join('/')
  const allowed = place.room.packages.some(
    (one) => one === name || (one.endsWith('/*') && name.startsWith(one.slice(0, -1))),
  )
  return allowed ? null : `${place.room.name} may not use the package ${name}`
}

/** Electron 33 of the packaged tests runs Node 20, which has no `node:sqlite`. */
function refusedNode(room: Room, name: string): string | null {
  if (name === 'sqlite') return 'node:sqlite is newer than Node 20'
  return room.node === 'any' || room.node.includes(name) ? null : `${room.name} may not touch node:${name}`
}

function refusedNeighbour(place: Place, path: string): string | null {
  const there = placeOf(path)
  // A style sheet or a picture belongs to the room whose code it lies beside.
  if (there === null) return `${path}: a file in no room of the map`
  if (there.door === place.door) return null
  return place.room.rooms.includes(there.room.name) && there.room.name !== place.room.name
    ? null
    : `${place.door} may not know ${there.door}`
}

/** The path of an import inside the repository, or null for a package. */
function insidePath(path: string, from: string, aliases: Aliases): string | null {
  const plain = from.replace(/\?.*$/, '')
  if (plain.startsWith('.')) return posix.join(posix.dirname(path), plain)
  for (const [alias, target] of Object.entries(aliases)) {
    const [head = '', tail] = alias.split('*')
    if (tail === undefined ? plain === alias : plain.startsWith(head)) {
      return posix.normalize(target.replace('*', plain.slice(head.length)))
    }
  }
  return null
}
