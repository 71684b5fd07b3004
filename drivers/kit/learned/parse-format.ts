/** A driver file from anywhere, checked by hand: every value rebuilt, every count bounded, every error names its place. */
import { canonicalJson, type Json } from '#core/canonical.ts'
import { bytesOfBase64 } from './base64.ts'
import { Checked, FormatError } from './checked.ts'
import {
  type Column,
  type Draft,
  dateOrders,
  type Field,
  FORMAT,
  type Framing,
  type LearnedFormat,
  limits,
  parts,
  roles,
  type SignedFormat,
  type Split,
} from './format.ts'
import { sampleFrom } from './parse-sample.ts'

export type Parsed<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problem: string }

export function parseSigned(said: unknown): Parsed<SignedFormat> {
  return attempt(() => {
    const file = Checked.of(said)
    const signature = file.object('signature')
    signature.only(['key', 'value'])
    for (const name of ['key', 'value']) {
      // Its one spelling: another text with the same bytes would be an altered file.
      if (bytesOfBase64(signature.text(name, 1, 200)) === null) signature.fail(name, 'base64 bytes')
    }
    return {
      ...formatFrom(file, ['signature']),
      signature: { key: signature.text('key', 1, 200), value: signature.text('value', 1, 200) },
    }
  })
}

export function parseFormat(said: unknown): Parsed<LearnedFormat> {
  return attempt(() => formatFrom(Checked.of(said), []))
}

export function parseDraft(said: unknown): Parsed<Draft> {
  return attempt(() => {
    const draft = Checked.of(said)
    draft.only(draftNames)
    return draftFrom(draft)
  })
}

/** What a signature is over: the file without it. */
export function signedText(format: LearnedFormat): string {
  const { signature: _signature, ...rest } = format as LearnedFormat & { readonly signature?: unknown }
  return canonicalJson(rest as unknown as Json)
}

/** The one text of a signed file; a file that is written another way was changed by somebody. */
export function fileText(file: SignedFormat): string {
  return `${JSON.stringify(JSON.parse(canonicalJson(file as unknown as Json)), null, 2)}\n`
}

function attempt<T>(read: () => T): Parsed<T> {
  try {
    return { ok: true, value: read() }
  } catch (error) {
    if (error instanceof FormatError) return { ok: false, problem: error.message }
    throw error
  }
}

const draftNames = [
  'vendor',
  'model',
  'title',
  'category',
  'link',
  'charset',
  'framing',
  'split',
  'cells',
  'mostCells',
  'fields',
  'fixed',
  'words',
  'front',
  'stableByUnit',
  'dateOrder',
] as const

function formatFrom(file: Checked, more: readonly string[]): LearnedFormat {
  file.only([...draftNames, 'format', 'id', 'samples', 'madeBy', ...more])
  file.oneOf('format', [FORMAT])
  const id = file.text('id', 1, 80)
  if (!/^learned\/[a-z0-9]+(-[a-z0-9]+)*$/.test(id)) file.fail('id', 'learned/ and lower case letters, digits, -')
  const madeBy = file.object('madeBy')
  madeBy.only(['name', 'at'])
  const draft = draftFrom(file)
  for (const name of ['vendor', 'model', 'title'] as const) if (draft[name].trim() === '') file.fail(name, 'not empty')
  return {
    format: FORMAT,
    id,
    ...draft,
    samples: file.list('samples', limits.samples).map(sampleFrom),
    madeBy: { name: madeBy.text('name', 1, 30), at: madeBy.text('at', 1, 40) },
  }
}

function draftFrom(draft: Checked): Draft {
  const link = draft.object('link')
  link.only(['baudRate', 'dataBits', 'parity', 'stopBits'])
  const fixed = draft.object('fixed')
  fixed.only(['item', 'unit', 'method'])
  const words = draft.object('words')
  words.only(['stable', 'unstable', 'invalid', 'control', 'skip'])
  const front = draft.object('front')
  front.only(['headers', 'widths'])
  const wordsOf = (from: Checked, name: string) => from.texts(name, limits.words, 1, 40)
  const framing = framingFrom(draft.object('framing'))
  const split = splitFrom(draft.object('split'))
  if (framing.kind === 'block' && split.kind === 'columns') draft.fail('split.kind', 'no columns in a block')
  return {
    vendor: draft.text('vendor', 0, 40),
    model: draft.text('model', 0, 40),
    title: draft.text('title', 0, 60),
    category: draft.oneOf('category', ['analyzer', 'balance', 'meter', 'scanner']),
    link: {
      baudRate: link.int('baudRate', 300, 1_000_000),
      dataBits: link.int('dataBits', 7, 8) === 7 ? 7 : 8,
      parity: link.oneOf('parity', ['none', 'even', 'odd']),
      stopBits: link.int('stopBits', 1, 2) === 1 ? 1 : 2,
    },
    charset: draft.isNull('charset') ? null : draft.oneOf('charset', ['utf-8', 'gb18030', 'cp437', 'latin1']),
    framing,
    split,
    cells: draft.int('cells', 1, limits.fields),
    mostCells: draft.intOrNull('mostCells', 1, limits.fields),
    fields: draft.list('fields', limits.fields).map(fieldFrom),
    fixed: {
      item: fixed.textOrNull('item', limits.text),
      unit: fixed.textOrNull('unit', 30),
      method: fixed.textOrNull('method', limits.text),
    },
    words: {
      stable: wordsOf(words, 'stable'),
      unstable: wordsOf(words, 'unstable'),
      invalid: wordsOf(words, 'invalid'),
      control: wordsOf(words, 'control'),
      skip: wordsOf(words, 'skip'),
    },
    front: { headers: wordsOf(front, 'headers'), widths: placesOf(front, 'widths') },
    stableByUnit: draft.bool('stableByUnit'),
    dateOrder: draft.oneOf('dateOrder', dateOrders),
  }
}

function framingFrom(framing: Checked): Framing {
  const kind = framing.oneOf('kind', ['lines', 'block', 'fixed'])
  const idleMs = framing.int('idleMs', 50, 60_000)
  if (kind === 'fixed') {
    framing.only(['kind', 'first', 'length', 'last', 'idleMs'])
    const [first, last] = [framing.int('first', 0, 255), framing.int('last', 0, 255)]
    return { kind, first, length: framing.int('length', 2, limits.fixedLength), last, idleMs }
  }
  const ends = framing.list('alsoEnds', 4).map((end) => end.asInt(0, 255))
  const both = { alsoEnds: ends, longest: framing.int('longest', 1, limits.longest), idleMs }
  if (kind === 'lines') {
    framing.only(['kind', 'alsoEnds', 'longest', 'idleMs'])
    return { kind, ...both }
  }
  framing.only(['kind', 'begins', 'ends', 'lines', 'mostLines', 'alsoEnds', 'longest', 'idleMs'])
  return {
    kind,
    begins: framing.text('begins', 1, limits.text),
    ends: framing.textOrNull('ends', limits.text),
    lines: framing.intOrNull('lines', 1, limits.blockLines),
    mostLines: framing.int('mostLines', 1, limits.blockLines),
    ...both,
  }
}

function splitFrom(split: Checked): Split {
  const kind = split.oneOf('kind', ['whole', 'delimiter', 'blanks', 'columns', 'labels'])
  if (kind === 'delimiter') {
    split.only(['kind', 'delimiter'])
    return { kind, delimiter: split.text('delimiter', 1, 3) }
  }
  if (kind === 'columns') {
    split.only(['kind', 'columns'])
    return { kind, columns: columnsFrom(split) }
  }
  if (kind === 'labels') {
    split.only(['kind', 'mark', 'between', 'labels'])
    const labels = split.texts('labels', limits.fields, 1, limits.text)
    return { kind, mark: split.text('mark', 1, 3), between: split.textOrNull('between', 3), labels }
  }
  split.only(['kind'])
  return { kind }
}

/** In order and apart: each byte is decoded once. */
function columnsFrom(split: Checked): readonly Column[] {
  let before = 0
  return split.list('columns', limits.fields).map((column) => {
    column.only(['from', 'until', 'touches'])
    const from = column.int('from', before, limits.longest - 1)
    before = column.int('until', from + 1, limits.longest)
    return { from, until: before, touches: column.bool('touches') }
  })
}

function placesOf(from: Checked, name: string): readonly number[] {
  return from.list(name, 4).map((place) => place.asInt(1, limits.longest))
}

function fieldFrom(field: Checked): Field {
  field.only(['role', 'line', 'cell', 'part', 'prefix', 'suffix', 'numeric', 'ends', 'item', 'unit'])
  return {
    role: field.oneOf('role', roles),
    line: field.int('line', 0, limits.blockLines - 1),
    cell: field.int('cell', 0, limits.fields - 1),
    part: field.oneOf('part', parts),
    prefix: field.text('prefix', 0, 40),
    suffix: field.text('suffix', 0, 40),
    numeric: field.bool('numeric'),
    ends: placesOf(field, 'ends'),
    item: field.textOrNull('item', limits.text),
    unit: field.textOrNull('unit', 30),
  }
}
