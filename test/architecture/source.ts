/** A source file as the rules see it: its text, its comments and every node of its syntax, by the parser of the build. */
import { parseSync } from 'vite'

export interface Node {
  readonly type: string
  readonly start: number
  readonly [name: string]: unknown
}

export interface Comment {
  readonly value: string
  readonly start: number
}

export interface Source {
  /** From the repository's root, with `/`. */
  readonly path: string
  readonly text: string
  readonly comments: readonly Comment[]
  /** Every node with the node it stands in. */
  readonly nodes: readonly { readonly node: Node; readonly parent: Node | null }[]
}

/** Throws when the text is not TypeScript. */
export function sourceOf(path: string, text: string): Source {
  const { program, comments, errors } = parseSync(path, text, { lang: path.endsWith('x') ? 'tsx' : 'ts' })
  if (errors.length > 0) throw new Error(`${path}: ${errors.map(({ message }) => message).join('; ')}`)
  const nodes: { node: Node; parent: Node | null }[] = []
  collect(program, null, nodes)
  return { path, text, comments, nodes }
}

export function lineOf(source: Source, start: number): number {
  return source.text.slice(0, start).split('\n').length
}

export function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string'
}

/** The text of a string literal, or null for anything that is worked out at run time. */
export function literalOf(value: unknown): string | null {
  return isNode(value) && value.type === 'Literal' && typeof value.value === 'string' ? value.value : null
}

export function nameOf(value: unknown): string | null {
  return isNode(value) && value.type === 'Identifier' && typeof value.name === 'string' ? value.name : null
}

function collect(value: unknown, parent: Node | null, into: { node: Node; parent: Node | null }[]): void {
  if (Array.isArray(value)) for (const one of value) collect(one, parent, into)
  else if (isNode(value)) {
    into.push({ node: value, parent })
    for (const part of Object.values(value)) collect(part, value, into)
  }
}
