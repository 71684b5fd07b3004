/** A file of rows under headings becomes readings: one row, one reading. What the headings do not say stays null. */
import { wordOf } from '#core/judge/word.ts'
import { damaged, ignored, type Outcome, type Peaks, reading, within } from '#core/reading/reading.ts'
import { writtenTime } from '../field/date.ts'
import { unmasked } from '../field/no-value.ts'
import { type CsvOptions, readCsv } from './csv.ts'
import { type Columns, columnsOf, type HeadingWords, type Role } from './headings.ts'
import { readWorkbook, type Workbook } from './workbook.ts'
import { isZip } from './zip-parts.ts'

export interface TableOptions extends CsvOptions {
  readonly words: HeadingWords
}

/** Lines above the headings; a file that has none further down is something else. */
const MOST_TITLES = 200

interface Row {
  readonly fields: readonly string[]
  /** False: its last field may be cut. */
  readonly ended: boolean
  /** Puts what the row is to its place in the file. */
  readonly told: (outcome: Outcome) => Outcome
}

/** Every outcome names its row; a file that cannot be understood is told once, with what stands in it. */
export function readTable(file: Uint8Array, options: TableOptions): readonly Outcome[] {
  if (isZip(file)) return workbookOutcomes(readWorkbook(file), options.words)
  const foreign = foreignFile(file)
  if (foreign !== null) return [damaged(foreign)]
  const csv = readCsv(file, options)
  const rows = csv.rows.map(({ fields, ended, from, until }) => ({
    fields,
    ended,
    told: (outcome: Outcome) => within(from, until, outcome),
  }))
  const { outcomes, understood } = rowOutcomes(rows, options.words)
  if (!csv.lossy || !understood) return outcomes
  return [...outcomes, ignored('text-unreadable: neither UTF-8 nor GB18030; unreadable bytes stand as U+FFFD')]
}

/** A packed row has no bytes of its own: its readings are about the whole file, everything else says the row in words. */
function workbookOutcomes(book: Workbook | string, words: HeadingWords): readonly Outcome[] {
  if (typeof book === 'string') return [damaged(book)]
  const { sheet, rows, others, unworked } = book
  if (sheet === null) return [ignored('no-result: an empty workbook')]
  const valued = rows.filter(({ fields }) => fields.some((field) => field.trim() !== ''))
  const named = valued.map(({ fields, number }) => ({
    fields,
    ended: true,
    told: (outcome: Outcome) =>
      outcome.kind === 'reading'
        ? { ...outcome, record: fields.join('\t') }
        : { ...outcome, reason: `${outcome.reason} (${sheet}, row ${number})` },
  }))
  const notes = [
    ...(others.length > 0 ? [`sheets-more: read is ${sheet}; not read: ${others.slice(0, 8).join(', ')}`] : []),
    ...(unworked > 0 ? [`formula-unread: ${unworked} cells of ${sheet} have a formula and no value`] : []),
  ]
  return [...rowOutcomes(named, words).outcomes, ...notes.map(ignored)]
}

function rowOutcomes(
  rows: readonly Row[],
  words: HeadingWords,
): { readonly outcomes: readonly Outcome[]; readonly understood: boolean } {
  const outcomes: Outcome[] = []
  let columns: Columns | null = null
  let unclear: string | null = null
  for (const [index, row] of rows.entries()) {
    if (columns === null && index > MOST_TITLES) break
    // Rows of data have a digit or a word of result in the value's place; only others are looked at as headings again.
    const found: Columns | string | null =
      columns === null || isWordy(row, columns) ? columnsOf(row.fields, words) : null
    if (typeof found === 'string' && columns === null) unclear ??= found
    else if (typeof found === 'string') outcomes.push(row.told(damaged(`headings-unclear: ${found}`)))
    else if (found !== null) columns = found
    else if (columns !== null) outcomes.push(row.told(rowOutcome(row, columns)))
  }
  if (columns === null) return { outcomes: [notUnderstood(rows, unclear)], understood: false }
  if (outcomes.length === 0) return { outcomes: [ignored('no-result: headings and no row')], understood: false }
  return { outcomes, understood: true }
}

function isWordy({ fields }: Row, { value, width }: Columns): boolean {
  const said = fields[value] ?? ''
  return fields.length !== width || (said !== '' && !/\d/.test(said) && wordOf(said) === null)
}

/** An old or locked workbook, or a text in two-byte characters: a person can save it anew. */
function foreignFile(file: Uint8Array): string | null {
  const [a, b, c, d] = file
  if (a === 0xd0 && b === 0xcf && c === 0x11 && d === 0xe0)
    return 'file-workbook: an old Excel workbook (xls) or one with a password; save it as xlsx or CSV'
  const wide = (a === 0xff && b === 0xfe) || (a === 0xfe && b === 0xff)
  return wide ? 'file-utf16: Unicode text of two bytes a character; save it as CSV UTF-8' : null
}

/** The line with the most fields is the likeliest to be the headings. */
function notUnderstood(rows: readonly Row[], unclear: string | null): Outcome {
  if (unclear !== null) return damaged(`headings-unclear: ${unclear}`)
  const widest = rows
    .slice(0, 20)
    .reduce<readonly string[]>((most, { fields }) => (fields.length > most.length ? fields : most), [])
  const said = widest
    .map((field) =>
      field
        .trim()
        .replace(/\p{Cc}/gu, ' ')
        .slice(0, 20),
    )
    .slice(0, 12)
  return ignored(`headings-unknown: ${said.join(', ')}`)
}

function rowOutcome(row: Row, columns: Columns): Outcome {
  const fields = withoutEmptyEnd(row.fields, columns.width)
  if (fields.length !== columns.width)
    return damaged(`row-width: ${fields.length} fields under ${columns.width} headings`)
  const read = [...Object.values(columns.at), columns.value, columns.item, columns.verdict]
  if (!row.ended && (read.includes(columns.width - 1) || fields.at(-1) === ''))
    return damaged('row-cut: no line end, so its last field may be cut')
  const cell = (at: number | null | undefined) => (at === null || at === undefined ? '' : cleaned(fields[at] ?? ''))
  const of = (role: Role) => orNull(cell(columns.at[role]))
  const item = cell(columns.item)
  if (item === '') return damaged('item-missing: no item in the row')
  const measuredAt = timeOf(of('time'), of('date'))
  const sampleNo = of('sampleNo')
  return reading({
    sampleNo,
    item,
    ...saidBy(cell(columns.value), orNull(cell(columns.verdict))),
    unit: of('unit') ?? columns.unit,
    measuredAt,
    channel: of('channel'),
    control: [of('kind'), sampleNo].some((said) => said !== null && controlWords.has(said.toUpperCase())),
    foodHint: of('food'),
    ...peaksIn({ c: of('c') ?? '', t: of('t') ?? '', ratio: of('ratio') ?? '' }),
    recordKey: keyOf({
      record: of('record'),
      measuredAt,
      exact: hasSeconds(of('time')),
      channel: of('channel'),
      sampleNo,
      item,
    }),
  })
}

/** A column T without C is a temperature. */
function peaksIn(peaks: Peaks): { readonly peaks?: Peaks } {
  return peaks.c === '' && peaks.ratio === '' ? {} : { peaks }
}

/** Exporters that end each line with a separator make one empty field more. */
function withoutEmptyEnd(fields: readonly string[], width: number): readonly string[] {
  return fields.length === width + 1 && fields.at(-1)?.trim() === '' ? fields.slice(0, -1) : fields
}

/** Excel keeps digits as text by `="0012"` or a leading apostrophe. */
function cleaned(field: string): string {
  const text = field.trim()
  return (/^="(.*)"$/.exec(text)?.[1] ?? text.replace(/^'/, '')).trim()
}

function saidBy(value: string, verdict: string | null) {
  if (value === '' && verdict === null) return { value: '无效', flag: null }
  return unmasked(value, verdict)
}

function timeOf(time: string | null, date: string | null): string | null {
  const both = time === null || date === null ? null : writtenTime(`${date} ${time}`)
  return both ?? writtenTime(time ?? '') ?? writtenTime(date ?? '')
}

function hasSeconds(time: string | null): boolean {
  return time !== null && /\d:\d{1,2}:\d{1,2}/.test(time)
}

const controlWords = new Set([
  '质控',
  '质控品',
  '空白',
  '对照',
  '空白对照',
  '阴性对照',
  '阳性对照',
  'QC',
  'CONTROL',
  'BLANK',
])

interface Identity {
  readonly record: string | null
  readonly measuredAt: string | null
  /** The time has seconds. */
  readonly exact: boolean
  readonly channel: string | null
  readonly sampleNo: string | null
  readonly item: string
}

/**
 * A file is exported again and again with the rows it had. The device's number, or a time with what was measured, tells a row again;
 * a time without seconds needs the sample, a date alone tells nothing.
 */
function keyOf({ record, measuredAt, exact, channel, sampleNo, item }: Identity): string | null {
  const timed = measuredAt?.includes('T') === true && (sampleNo !== null || (exact && channel !== null))
  if (record === null && !timed) return null
  return [record, measuredAt, channel, sampleNo, item].map((part) => part ?? '-').join(' ')
}

function orNull(text: string): string | null {
  return text === '' ? null : text
}
