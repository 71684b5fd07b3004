/** An Excel workbook (xlsx) as rows of text: its first visible sheet that has any (ECMA-376-1, 12.2 and 18.2). Cells only, no styles. */
import { type NumberKind, numberKind } from './cell-number.ts'
import { type Book, type Sheet, sheetSteps, unescaped } from './sheet.ts'
import { broken, Unreadable } from './unreadable.ts'
import { readXml, xmlSteps } from './xml.ts'
import { ZipParts } from './zip-parts.ts'

const MOST_SHEETS = 256

export interface Workbook extends Sheet {
  /** The sheet that was read; null when every visible one is empty. */
  readonly sheet: string | null
  /** Visible sheets that have cells too and were not read. */
  readonly others: readonly string[]
}

/** A text is the reason why it cannot be read, `code: detail`. */
export function readWorkbook(file: Uint8Array): Workbook | string {
  const steps = workbookSteps(file)
  for (let step = steps.next(); ; step = steps.next()) if (step.done === true) return step.value
}

/** The same in small steps; `mostUnpacked`: bytes of all parts together. */
export function* workbookSteps(file: Uint8Array, mostUnpacked?: number): Generator<void, Workbook | string, void> {
  try {
    return yield* workbookIn(new ZipParts(file, mostUnpacked))
  } catch (error) {
    if (error instanceof Unreadable) return error.message
    throw error
  }
}

function* workbookIn(parts: ZipParts): Generator<void, Workbook, void> {
  const main = relationsOf(parts, '').find(({ type }) => type.endsWith('/officeDocument'))?.target
  if (main === undefined) throw new Unreadable('file-workbook: a zip file and no Excel workbook')
  if (!main.endsWith('.xml')) throw new Unreadable('file-workbook: a binary workbook (xlsb); save it as xlsx or CSV')
  const { sheets, is1904 } = sheetsIn(parts.text(main), main)
  const relations = relationsOf(parts, main)
  const byId = new Map(relations.map((one) => [one.id, one]))
  const targetOf = (type: string) => relations.find((one) => one.type.endsWith(`/${type}`))?.target
  const visible = sheets.flatMap(({ name, id }) => {
    const relation = byId.get(id)
    if (relation === undefined) throw broken(`the sheet ${name} is missing`)
    return relation.type.endsWith('/worksheet') ? [{ name, part: relation.target }] : []
  })
  const book: Book = {
    is1904,
    strings: yield* stringsIn(parts, targetOf('sharedStrings')),
    kinds: kindsIn(parts, targetOf('styles')),
  }
  for (const [index, { name, part }] of visible.entries()) {
    const read = yield* sheetSteps(yield* parts.textSteps(part), part, book)
    if (read.rows.length === 0) continue
    const others = visible.slice(index + 1).filter((other) => hasCells(parts, other.part))
    return { ...read, sheet: name, others: others.map((other) => other.name) }
  }
  return { rows: [], unworked: 0, merged: [], sheet: null, others: [] }
}

interface Relation {
  readonly id: string
  readonly type: string
  readonly target: string
}

/** Which part stands for what, as `_rels/NAME.rels` beside the part says; '' is the file itself. */
function relationsOf(parts: ZipParts, part: string): readonly Relation[] {
  const folder = part.slice(0, part.lastIndexOf('/') + 1)
  const list = `${folder}_rels/${part.slice(folder.length)}.rels`
  if (part === '' && !parts.has(list)) throw new Unreadable('file-workbook: a zip file and no Excel workbook')
  const relations: Relation[] = []
  readXml(parts.text(list), list, {
    open(path, attributes) {
      if (path !== 'Relationships/Relationship' || attributes.get('TargetMode') === 'External') return
      const target = attributes.get('Target') ?? ''
      const id = attributes.get('Id') ?? ''
      relations.push({ id, type: attributes.get('Type') ?? '', target: joined(folder, target) })
    },
  })
  return relations
}

/** A target stands relative to its part's folder, or from the root with `/`. */
function joined(folder: string, target: string): string {
  const names: string[] = []
  for (const name of `${target.startsWith('/') ? '' : folder}${target}`.split('/')) {
    if (name === '..') names.pop()
    else if (name !== '' && name !== '.') names.push(name)
  }
  return names.join('/')
}

function sheetsIn(xml: string, part: string) {
  const sheets: { readonly name: string; readonly id: string }[] = []
  let is1904 = false
  readXml(xml, part, {
    open(path, attributes) {
      if (path === 'workbook/workbookPr') is1904 = ['1', 'true', 'on'].includes(attributes.get('date1904') ?? '')
      // A hidden sheet holds lists and templates; nobody who looks at the file sees it.
      if (path === 'workbook/sheets/sheet' && (attributes.get('state') ?? 'visible') === 'visible')
        sheets.push({ name: attributes.get('name') ?? '', id: attributes.get('id') ?? '' })
      if (sheets.length > MOST_SHEETS) throw new Unreadable(`file-too-long: more than ${MOST_SHEETS} sheets`)
    },
  })
  return { sheets, is1904 }
}

/** Pieces of rich text are one text; readings in kana (`rPh`) are not part of it. */
function* stringsIn(parts: ZipParts, part: string | undefined): Generator<void, readonly string[], void> {
  const strings: string[] = []
  if (part === undefined) return strings
  let text = ''
  yield* xmlSteps(yield* parts.textSteps(part), part, {
    close(path, said) {
      if (path === 'sst/si/t' || path === 'sst/si/r/t') text += said
      if (path !== 'sst/si') return
      strings.push(unescaped(text))
      text = ''
    },
  })
  return strings
}

function kindsIn(parts: ZipParts, part: string | undefined): readonly NumberKind[] {
  const ids: number[] = []
  const codes = new Map<number, string>()
  if (part === undefined) return []
  readXml(parts.text(part), part, {
    open(path, attributes) {
      const id = Number(attributes.get('numFmtId') ?? 0)
      if (path === 'styleSheet/numFmts/numFmt') codes.set(id, attributes.get('formatCode') ?? '')
      else if (path === 'styleSheet/cellXfs/xf') ids.push(id)
    },
  })
  return ids.map((id) => numberKind(id, codes.get(id)))
}

/** A sheet that cannot be looked at is named as one that was not read. */
function hasCells(parts: ZipParts, part: string): boolean {
  try {
    return /<(?:[^\s<>/:]{1,32}:)?(?:v|is)>/.test(parts.text(part))
  } catch (error) {
    if (error instanceof Unreadable) return true
    throw error
  }
}
