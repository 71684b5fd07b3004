/** What holds for the text of a file: its size, its first line, its words, and no clock where there must be none. */
import type { Violation } from './imports.ts'
import { placeOf } from './imports.ts'
import { longByNature, pureRooms } from './map.ts'
import { isNode, lineOf, type Node, nameOf, type Source } from './source.ts'

type Found = readonly [start: number, found: string]
type Check = (source: Source) => readonly Found[]

const LONGEST = 400

/** Generated data excepted. */
const length: Check = ({ path, text }) => {
  const lines = text.replace(/\n$/, '').split('\n').length
  return lines > LONGEST && !longByNature.some((at) => at.test(path)) ? [[0, `${lines} lines, ${LONGEST} at most`]] : []
}

/** The first line says what the file is; a shebang may stand before it. */
const firstLine: Check = ({ text }) => {
  const first = text.replace(/^#!.*\n/, '').split('\n', 1)[0] ?? ''
  return /^\/(\*\*?|\/)(\s|$)/.test(first) ? [] : [[0, 'the first line is no comment']]
}

const fileName: Check = ({ path }) => {
  const name = path.slice(path.lastIndexOf('/') + 1)
  if (!/^[a-z0-9]+(-[a-z0-9]+)*(\.(test|config))?\.tsx?$/.test(name)) return [[0, `${name} is not kebab-case`]]
  return /(^|-)(manager|service|helper|helpers|util|utils|common)(-|\.)/.test(name) ? [[0, `${name} says nothing`]] : []
}

const syntax: Readonly<Record<string, string>> = {
  TSAnyKeyword: 'any',
  TSNonNullExpression: 'a non-null assertion',
  TSEnumDeclaration: 'an enum, which type stripping cannot erase',
  TSParameterProperty: 'a parameter property, which type stripping cannot erase',
  TSExportAssignment: 'export =',
}

const types: Check = ({ nodes }) =>
  nodes.flatMap(({ node }): readonly Found[] => {
    const found = syntax[node.type]
    return found === undefined ? [] : [[node.start, found]]
  })

/** Tools insist on a default export in their own files at the root. */
const namedExports: Check = ({ path, nodes }) =>
  /^[^/]+\.config\.ts$/.test(path)
    ? []
    : nodes.flatMap(({ node }): readonly Found[] =>
        node.type === 'ExportDefaultDeclaration' ? [[node.start, 'a default export']] : [],
      )

const comments: Check = ({ comments: all }) =>
  all.flatMap(({ value, start }): readonly Found[] => {
    const found = /@ts-(ignore|nocheck|expect-error)|\b(TODO|FIXME|XXX|HACK)\b/.exec(value)
    return found === null ? [] : [[start, found[0]]]
  })

/** Reached by name: what asks the world for the time, for chance or for itself. */
const worldly = new Set(
  'process performance globalThis global crypto console fetch window document navigator Buffer require setTimeout setInterval setImmediate queueMicrotask Temporal WebSocket'.split(
    ' ',
  ),
)
/** Methods that answer by the machine's zone or language. */
const local =
  /^(toLocale(Date|Time|Upper|Lower)?\w*|localeCompare|getTimezoneOffset|[gs]et(Hours|Minutes|Date|Day|Month|FullYear))$/

const pure: Check = ({ path, nodes }) => {
  if (!pureRooms.includes(placeOf(path)?.room.name ?? '')) return []
  const own = ownNames(nodes)
  return nodes.flatMap(({ node, parent }): readonly Found[] => {
    const found = worldlyIn(node, parent, own)
    return found === null ? [] : [[node.start, `${found} in a pure folder`]]
  })
}

/** Names the file gives to things of its own; what it merely declares is still the world's. */
function ownNames(nodes: Source['nodes']): ReadonlySet<string> {
  const declared = new Set(nodes.flatMap(({ node }) => (node.declare === true ? listOf(node.declarations) : [])))
  return new Set(nodes.flatMap(({ node }) => (declared.has(node) ? [] : namedBy(node))))
}

function namedBy(node: Node): readonly string[] {
  if (node.type === 'VariableDeclarator' || node.type === 'FunctionDeclaration') {
    return [...namesIn(node.id), ...listOf(node.params).flatMap(namesIn)]
  }
  return node.type === 'ImportSpecifier' ? namesIn(node.local) : listOf(node.params).flatMap(namesIn)
}

/** The names in a pattern: `a`, `{ b, c: [d] }`, `e = 1`. */
function namesIn(pattern: unknown): readonly string[] {
  if (!isNode(pattern)) return []
  const name = nameOf(pattern)
  if (name !== null) return [name]
  const parts = [...listOf(pattern.properties), ...listOf(pattern.elements)]
  const inner = [pattern.left, pattern.argument, pattern.type === 'Property' ? pattern.value : null]
  return [...parts, ...inner].flatMap(namesIn)
}

function listOf(value: unknown): readonly Node[] {
  return Array.isArray(value) ? value.filter(isNode) : []
}

function worldlyIn(node: Node, parent: Node | null, own: ReadonlySet<string>): string | null {
  if (node.type === 'NewExpression' || node.type === 'CallExpression') {
    const bare =
      nameOf(node.callee) === 'Date' && (node.type === 'CallExpression' || listOf(node.arguments).length === 0)
    return bare ? 'the clock' : null
  }
  if (node.type === 'MemberExpression') return worldlyMember(node)
  const name = nameOf(node)
  return name !== null && worldly.has(name) && !own.has(name) && !isMereName(node, parent) ? name : null
}

function worldlyMember(node: Node): string | null {
  const [object, property] = [nameOf(node.object), nameOf(node.property)]
  if (object === 'Date' && property === 'now') return 'Date.now'
  if (object === 'Math' && property === 'random') return 'Math.random'
  return property !== null && node.computed !== true && local.test(property) ? property : null
}

/** `reading.process`, `{ process: 1 }`, `process(steps) {}` in an object: a word of ours, not the world's. */
function isMereName(node: Node, parent: Node | null): boolean {
  if (parent === null) return false
  const isKey = parent.key === node && parent.computed !== true && parent.shorthand !== true
  return isKey || (parent.type === 'MemberExpression' && parent.property === node && parent.computed !== true)
}

/** A skip must name what the machine lacks, by `needs`, or the system it is for; nothing is left out or singled out by hand. */
const tests: Check = ({ path, text, nodes }) => {
  if (!path.startsWith('test/')) return []
  return nodes.flatMap(({ node }): readonly Found[] => {
    if (node.type !== 'MemberExpression' || !isRunner(node.object)) return []
    const word = nameOf(node.property) ?? ''
    if (/^(only|todo|skip|fails)$/.test(word)) return [[node.start, `.${word} by hand`]]
    if (!/^(skipIf|runIf)$/.test(word)) return []
    return /^\s*\(\s*(!?needs\(|process\.platform)/.test(text.slice(endOf(node)))
      ? []
      : [[node.start, `.${word} without needs(...)`]]
  })
}

function isRunner(value: unknown): boolean {
  if (!isNode(value)) return false
  const name = nameOf(value)
  if (name !== null) return /^(it|test|describe|suite|bench)$/.test(name)
  return isRunner(value.object ?? value.callee)
}

function endOf(node: Node): number {
  return typeof node.end === 'number' ? node.end : node.start
}

export const houseRules = {
  length,
  firstLine,
  fileName,
  types,
  namedExports,
  comments,
  pure,
  tests,
} as const satisfies Record<string, Check>

export function checkHouseRules(source: Source): readonly Violation[] {
  return Object.entries(houseRules).flatMap(([rule, check]) =>
    check(source).map(([start, found]) => ({ path: source.path, line: lineOf(source, start), rule, found })),
  )
}
