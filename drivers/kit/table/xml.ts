/** XML as Office files use it, nothing more: elements by their path, five entities and numbers. A document type is refused. */
import { broken } from './unreadable.ts'

/** Deeper than any part of a workbook that is read here. */
const DEEPEST = 64

/** By local name: `r:id` is `id`; without a prefix wins. */
export type Attributes = ReadonlyMap<string, string>

/** Paths are local names: `worksheet/sheetData/row/c`. Text is what stands directly in the element. */
export interface XmlReader {
  readonly open?: (path: string, attributes: Attributes) => void
  readonly close?: (path: string, text: string) => void
}

/** Where an element stands. Each is made once: a sheet has a hundred thousand cells and one path for them. */
interface Place {
  readonly path: string
  readonly inside: Map<string, Place>
}

interface Open {
  readonly name: string
  readonly place: Place
  text: string
}

/** So many characters of a part between two pauses of whoever reads in steps. */
const STEP = 32_768

/** One pass over the text. Throws `Unreadable` for anything that is not well-formed; `part` names it then. */
export function readXml(xml: string, part: string, reader: XmlReader): void {
  for (const _ of xmlSteps(xml, part, reader));
}

/** The same, with a pause every so many characters. */
export function* xmlSteps(xml: string, part: string, { open, close }: XmlReader): Generator<void, void, void> {
  const stack: Open[] = []
  const outside: Place = { path: '', inside: new Map() }
  let roots = 0
  let pause = STEP
  for (let at = 0; at < xml.length; ) {
    if (at > pause) {
      yield
      pause = at + STEP
    }
    const mark = xml.indexOf('<', at)
    const until = mark < 0 ? xml.length : mark
    if (until > at) take(xml.slice(at, until), true)
    if (mark < 0) break
    at = markup(mark)
  }
  if (stack.length > 0 || roots !== 1) throw broken(`${part} is not complete`)

  function take(text: string, entities: boolean): void {
    const top = stack.at(-1)
    if (top !== undefined) top.text += entities ? resolved(text, part) : text
    else if (text.trim() !== '') throw broken(`${part} has text around its root`)
  }

  /** From a `<`; answers where the text goes on. */
  function markup(at: number): number {
    const next = xml[at + 1]
    if (next === '/') return endTag(at)
    if (next === '?') return after('?>', at)
    if (next !== '!') return startTag(at)
    if (xml.startsWith('<!--', at)) return after('-->', at + 4)
    if (!xml.startsWith('<![CDATA[', at)) throw broken(`${part} declares a document type`)
    const end = after(']]>', at)
    take(xml.slice(at + 9, end - 3), false)
    return end
  }

  function after(end: string, at: number): number {
    const found = xml.indexOf(end, at)
    if (found < 0) throw broken(`${part} is not complete`)
    return found + end.length
  }

  function endTag(at: number): number {
    const end = after('>', at)
    const top = stack.pop()
    if (top === undefined || xml.slice(at + 2, end - 1).trimEnd() !== top.name)
      throw broken(`${part} closes what is not open`)
    close?.(top.place.path, top.text)
    return end
  }

  function startTag(at: number): number {
    const name = matched(NAME, xml, at + 1)?.[0]
    if (name === undefined) throw broken(`${part} has a < that begins nothing`)
    const { attributes, until } = attributesAt(xml, at + 1 + name.length, part)
    const alone = xml.startsWith('/>', until)
    if (!alone && xml[until] !== '>') throw broken(`${part} has a tag that cannot be read`)
    const above = stack.at(-1)
    if (above === undefined) roots++
    if (stack.length === DEEPEST) throw broken(`${part} is nested too deep`)
    const place = placeIn(above?.place ?? outside, name)
    open?.(place.path, attributes)
    if (alone) close?.(place.path, '')
    else stack.push({ name, place, text: '' })
    return until + (alone ? 2 : 1)
  }
}

function placeIn({ path, inside }: Place, name: string): Place {
  const known = inside.get(name)
  if (known !== undefined) return known
  const made = { path: path === '' ? localOf(name) : `${path}/${localOf(name)}`, inside: new Map<string, Place>() }
  inside.set(name, made)
  return made
}

const NAME = /[^\s<>/=&"'!?]+/y
const BLANKS = /\s*/y
const ATTRIBUTE = /\s+([^\s<>/=&"'!?]+)\s*=\s*(?:"([^"<]*)"|'([^'<]*)')/y

function matched(sticky: RegExp, text: string, at: number): RegExpExecArray | null {
  sticky.lastIndex = at
  return sticky.exec(text)
}

const none: Attributes = new Map()

function attributesAt(
  xml: string,
  from: number,
  part: string,
): { readonly attributes: Attributes; readonly until: number } {
  // Most tags of a sheet are bare.
  if (xml[from] === '>') return { attributes: none, until: from }
  const attributes = new Map<string, string>()
  const seen = new Set<string>()
  let at = from
  for (let found = matched(ATTRIBUTE, xml, at); found !== null; found = matched(ATTRIBUTE, xml, at)) {
    const [all, name = '', double, single] = found
    if (seen.has(name)) throw broken(`${part} says an attribute twice`)
    seen.add(name)
    const local = localOf(name)
    if (local === name || !attributes.has(local)) attributes.set(local, resolved(double ?? single ?? '', part))
    at += all.length
  }
  return { attributes, until: at + (matched(BLANKS, xml, at)?.[0].length ?? 0) }
}

function localOf(name: string): string {
  return name.slice(name.indexOf(':') + 1)
}

const entities: ReadonlyMap<string, string> = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
])

/** Each `&`, with what it may begin. */
const REFERENCE = /&(?:([a-z]{2,4});|#(\d{1,7});|#x([0-9a-fA-F]{1,6});)?/g

function resolved(text: string, part: string): string {
  if (!text.includes('&')) return text
  return text.replace(REFERENCE, (_, name?: string, ten?: string, hex?: string) => {
    const known = name === undefined ? characterOf(ten, hex) : entities.get(name)
    if (known === undefined) throw broken(`${part} has an entity that is not known`)
    return known
  })
}

function characterOf(ten: string | undefined, hex: string | undefined): string | undefined {
  const code = hex === undefined ? Number(ten ?? 0) : Number.parseInt(hex, 16)
  const none = code === 0 || code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff)
  return none ? undefined : String.fromCodePoint(code)
}
