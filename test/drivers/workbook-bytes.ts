/** Workbooks written for the tests, part by part, with Node's own zlib: what a workbook says is then known from another hand. */
import { crc32, deflateRawSync } from 'node:zlib'

export interface Part {
  readonly name: string
  readonly text: string | Uint8Array
  /** What the directory claims, when it lies. */
  readonly size?: number
  readonly stored?: boolean
  readonly flags?: number
}

/** A zip file of these parts, in this order. */
export function zipOf(parts: readonly Part[], comment = ''): Uint8Array {
  const bodies: Buffer[] = []
  const listed: Buffer[] = []
  let at = 0
  for (const { name, text, size, stored = false, flags = 0 } of parts) {
    const bytes = Buffer.from(text)
    const packed = stored ? bytes : deflateRawSync(bytes)
    const head = Buffer.alloc(26)
    head.writeUInt16LE(20, 0)
    head.writeUInt16LE(flags, 2)
    head.writeUInt16LE(stored ? 0 : 8, 4)
    head.writeUInt32LE(crc32(bytes), 10)
    head.writeUInt32LE(packed.length, 14)
    head.writeUInt32LE(size ?? bytes.length, 18)
    head.writeUInt16LE(Buffer.byteLength(name), 22)
    const tail = Buffer.alloc(14)
    tail.writeUInt32LE(at, 10)
    const body = Buffer.concat([Buffer.from('PK\x03\x04'), head, Buffer.from(name), packed])
    bodies.push(body)
    listed.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\x00'), head, tail, Buffer.from(name)]))
    at += body.length
  }
  const directory = Buffer.concat(listed)
  const end = Buffer.alloc(18)
  end.writeUInt16LE(parts.length, 4)
  end.writeUInt16LE(parts.length, 6)
  end.writeUInt32LE(directory.length, 8)
  end.writeUInt32LE(at, 12)
  end.writeUInt16LE(Buffer.byteLength(comment), 16)
  return new Uint8Array(Buffer.concat([...bodies, directory, Buffer.from('PK\x05\x06'), end, Buffer.from(comment)]))
}

export interface BookWords {
  /** What stands in `sheetData`, one for each sheet. */
  readonly sheets?: readonly string[]
  readonly states?: readonly string[]
  /** Behind `sheetData`, in every sheet. */
  readonly after?: string
  readonly strings?: string
  readonly styles?: string
  readonly workbookPr?: string
  /** In place of a part, or beside them. */
  readonly parts?: readonly Part[]
  readonly without?: readonly string[]
}

const types = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const relations = (list: readonly (readonly [string, string, string])[]) =>
  `<?xml version="1.0"?><Relationships>${list
    .map(([id, type, target]) => `<Relationship Id="${id}" Type="${types}/${type}" Target="${target}"/>`)
    .join('')}</Relationships>`

export function partsOf(words: BookWords): readonly Part[] {
  const { sheets = [''], states = [], after = '', strings, styles, workbookPr = '', parts = [], without = [] } = words
  const made: readonly Part[] = [
    { name: '_rels/.rels', text: relations([['r1', 'officeDocument', 'xl/workbook.xml']]) },
    {
      name: 'xl/workbook.xml',
      text: `<workbook><workbookPr ${workbookPr}/><sheets>${sheets
        .map(
          (_, at) =>
            `<sheet name="Sheet${at + 1}" sheetId="${at + 1}" state="${states[at] ?? 'visible'}" r:id="s${at}"/>`,
        )
        .join('')}</sheets></workbook>`,
    },
    {
      name: 'xl/_rels/workbook.xml.rels',
      text: relations([
        ...sheets.map((_, at) => [`s${at}`, 'worksheet', `worksheets/sheet${at + 1}.xml`] as const),
        ...(strings === undefined ? [] : [['st', 'sharedStrings', '/xl/sharedStrings.xml'] as const]),
        ...(styles === undefined ? [] : [['sy', 'styles', '../xl/styles.xml'] as const]),
      ]),
    },
    ...(strings === undefined ? [] : [{ name: 'xl/sharedStrings.xml', text: `<sst>${strings}</sst>` }]),
    ...(styles === undefined ? [] : [{ name: 'xl/styles.xml', text: `<styleSheet>${styles}</styleSheet>` }]),
    ...sheets.map((rows, at) => ({
      name: `xl/worksheets/sheet${at + 1}.xml`,
      text: `<?xml version="1.0" encoding="UTF-8"?>\n<worksheet><sheetData>${rows}</sheetData>${after}</worksheet>`,
    })),
  ]
  const kept = made.filter(({ name }) => !without.includes(name) && !parts.some((part) => part.name === name))
  return [...kept, ...parts]
}

export function bookOf(words: BookWords): Uint8Array {
  return zipOf(partsOf(words))
}

/** A cell that holds its own text, in the next place of its row. */
export const text = (said: string) => `<c t="inlineStr"><is><t>${said}</t></is></c>`

export const row = (...cells: readonly string[]) => `<row>${cells.join('')}</row>`
