/** One frame of a learned format as outcomes, and which characters of it each field is: the same for the driver and for trying it out. */
import { damaged, ignored, type Outcome, reading } from '#core/reading/reading.ts'
import { bodiesOf, type CutRecord, cutRecord, grownTogether } from './cells.ts'
import type { Draft, Field } from './format.ts'
import { isNumber, partSpan, withoutBlanks } from './parts.ts'
import { readTime } from './written-date.ts'

export interface Mark {
  readonly from: number
  readonly until: number
  /** Index in `draft.fields`. */
  readonly field: number
  readonly text: string
}

export interface RecordRead {
  readonly text: string
  readonly marks: readonly Mark[]
  readonly outcomes: readonly Outcome[]
}

export function readRecord(draft: Draft, frame: Uint8Array): RecordRead {
  const bodies = bodiesOf(draft.framing, frame)
  const cut = cutRecord(bodies, draft.split, draft.charset)
  const marks = marksOf(draft.fields, cut)
  return { text: cut.text, marks, outcomes: outcomesOf(draft, bodies, cut, marks) }
}

/** Does this frame show that nothing is missing at its front? */
export function isWhole(draft: Draft, frame: Uint8Array): boolean {
  if (draft.framing.kind !== 'lines') return true
  if (!showsItsFront(draft)) return false
  const cut = cutRecord(bodiesOf(draft.framing, frame), draft.split, draft.charset)
  const headers = headersOf(draft)
  if (headers.length > 0 && !beginsWithAny(cut.text, headers)) return false
  return placeProblem(draft, cut.bytes, marksOf(draft.fields, cut)) === null
}

export function showsItsFront(draft: Draft): boolean {
  const placed = draft.fields.some(({ role, ends }) => role === 'value' && ends.length > 0)
  return headersOf(draft).length > 0 || draft.front.widths.length > 0 || placed
}

/** Where a person has said that the first cell names a sample or an item, its words are no mark: others will come. */
function headersOf({ front, fields }: Draft): readonly string[] {
  const first = fields.filter(({ line, cell }) => line === 0 && cell === 0)
  return first.every(({ role }) => role === 'ignore' || role === 'status' || role === 'verdict') ? front.headers : []
}

/** A lost or a doubled byte moves what stands behind it. */
function placeProblem({ front, fields }: Draft, bytes: number, marks: readonly Mark[]): string | null {
  const { widths } = front
  if (widths.length > 0 && !widths.includes(bytes)) return `width-differs: ${bytes} bytes, not ${widths.join(' or ')}`
  for (const { field, until } of marks) {
    const { role, ends = [] } = fields[field] ?? {}
    if (role === 'value' && ends.length > 0 && !ends.includes(until))
      return `value-shifted: it ends at ${until}, not ${ends.join(' or ')}`
  }
  return null
}

export function marksOf(fields: readonly Field[], { text, lines }: Pick<CutRecord, 'text' | 'lines'>): readonly Mark[] {
  return fields.flatMap(({ line, cell, part, prefix, suffix }, field) => {
    const span = lines[line]?.[cell]
    if (span === undefined || span === null) return []
    const cellText = text.slice(span.from, span.until)
    const found = partSpan(cellText, part)
    if (found === null) return []
    let from = span.from + found.from
    let until = span.from + found.until
    if (prefix !== '' && text.startsWith(prefix, from)) from = Math.min(from + prefix.length, until)
    if (suffix !== '' && text.slice(from, until).endsWith(suffix)) until -= suffix.length
    return [{ from, until, field, text: text.slice(from, until).trim() }]
  })
}

function outcomesOf(
  draft: Draft,
  bodies: readonly Uint8Array[],
  { text, bytes, lines }: CutRecord,
  marks: readonly Mark[],
): readonly Outcome[] {
  const said = text.trim()
  const skipped = draft.words.skip.find((word) => said.startsWith(word))
  if (skipped !== undefined) return [ignored(`not-a-record: begins with ${skipped}`)]
  const headers = headersOf(draft)
  const problem = shapeProblem(draft, bodies.length, lines, said)
  if (headers.length > 0 && !beginsWithAny(text, headers)) {
    // As long as a record and with digits in it: perhaps a result of another kind, which must not vanish quietly.
    const like = problem === null && /\d/.test(said)
    return [like ? damaged(`header-unknown: ${said.slice(0, 20)}`) : ignored('not-a-record: begins like none')]
  }
  if (problem !== null) return [problem]
  const moved = placeProblem(draft, bytes, marks)
  if (moved !== null) return [damaged(moved)]
  if (draft.split.kind === 'columns' && grownTogether(bodies[0] ?? new Uint8Array(), draft.split.columns))
    return [damaged('columns-touch: a field has grown into the next')]
  return valuesOf(draft, marks)
}

function shapeProblem(
  { framing, split, cells, mostCells }: Draft,
  lineCount: number,
  lines: CutRecord['lines'],
  said: string,
): Outcome | null {
  if (framing.kind === 'block' && framing.lines !== null && framing.lines !== lineCount)
    return damaged(`block-lines: ${lineCount} of ${framing.lines} lines`)
  if (framing.kind === 'block') return null
  const there = lines[0]?.filter((cell) => cell !== null).length ?? 0
  if (mostCells !== null && there > mostCells) return damaged(`fields-too-many: ${there} of ${mostCells}`)
  if (there >= cells) return null
  // A title or a rule of dashes says nothing; where a digit stands, a measurement may have been cut.
  const shortOf = `${there} of ${cells} fields`
  if (split.kind === 'labels' && there === 0) return ignored(`not-a-record: ${shortOf}`)
  return /\d/.test(said) ? damaged(`fields-missing: ${shortOf}`) : ignored(`not-a-record: ${shortOf}`)
}

/** Everything of a record that is not one value's own. */
interface Shared {
  readonly sampleNo: string | null
  readonly channel: string | null
  readonly measuredAt: string | null
}

function valuesOf(draft: Draft, marks: readonly Mark[]): readonly Outcome[] {
  const moving = movingOf(draft, marks)
  if (moving !== null) return [moving]
  const shared: Shared = {
    sampleNo: textOf(draft, marks, 'sampleNo'),
    channel: textOf(draft, marks, 'channel'),
    measuredAt: readTime(textsOf(draft, marks, 'time').join(' '), draft.dateOrder),
  }
  const outcomes = draft.fields.flatMap((field, index) =>
    field.role === 'value' ? [valueOutcome(draft, marks, index, shared)] : [],
  )
  return outcomes.length === 0 ? [ignored('no-value: no field is a value')] : outcomes
}

/** A weight that moves is never a result: only words known as stable let a value through. */
function movingOf({ fields, words }: Draft, marks: readonly Mark[]): Outcome | null {
  for (const [index, { role }] of fields.entries()) {
    if (role !== 'status') continue
    const word = marks.find(({ field }) => field === index)?.text ?? ''
    if (words.unstable.includes(word)) return ignored(`unstable: ${word}`)
    // Words of neither kind were given: nothing says that a value stands still.
    const known = words.stable.length > 0 ? words.stable.includes(word) : words.unstable.length > 0
    if (!known) return damaged(`status-unknown: ${word || 'none'}`)
  }
  return null
}

function valueOutcome(draft: Draft, marks: readonly Mark[], index: number, shared: Shared): Outcome {
  const field = draft.fields[index]
  const said = marks.find((mark) => mark.field === index)?.text ?? ''
  const unit = nearText(draft, marks, index, 'unit') ?? field?.unit ?? draft.fixed.unit
  const item = nearText(draft, marks, index, 'item') ?? field?.item ?? draft.fixed.item
  if (item === null) return damaged('item-missing: the record does not say it')
  const flag = nearText(draft, marks, index, 'verdict')
  const about = { ...shared, item, unit, control: isControl(draft.words.control, shared, item) }
  const told = (value: string, word: string | null) =>
    reading({ ...about, value, flag: word, recordKey: keyOf(shared, item) })
  if (draft.stableByUnit && nearText(draft, marks, index, 'unit') === null) return ignored('unstable: no unit')
  if (unit !== null && !isUnitText(unit)) return damaged(`unit-unreadable: ${unit.slice(0, 20)}`)
  if (draft.words.invalid.includes(said)) return told('无效', said)
  if (said === '') return damaged('value-missing: its field is empty')
  if (field?.numeric !== true) return told(said, flag)
  return isNumber(said) ? told(withoutBlanks(said), flag) : damaged(`value-unreadable: ${said.slice(0, 20)}`)
}

/** Digits alone are a shifted cell; `kg  ?` is a weight that moves. */
function isUnitText(unit: string): boolean {
  return /[\p{L}%％°]/u.test(unit) && !/[?!*]|\s{2}/.test(unit)
}

/** The device's own identity of a record, without its value; only where it says when, to the second or minute, and of what. */
function keyOf({ sampleNo, channel, measuredAt }: Shared, item: string): string | null {
  if (measuredAt?.includes('T') !== true || (sampleNo === null && channel === null)) return null
  return [sampleNo, measuredAt, channel, item].filter((word) => word !== null).join(' ')
}

/** Of several fields of a role, the one that belongs to this value: units and verdicts follow it, an item's name comes before it. */
function nearText(
  { fields }: Draft,
  marks: readonly Mark[],
  value: number,
  role: 'unit' | 'item' | 'verdict',
): string | null {
  const values = fields.flatMap((field, index) => (field.role === 'value' ? [index] : []))
  const own = fields.flatMap((field, index) => {
    if (field.role !== role) return []
    const before = values.filter((at) => at < index).at(-1)
    const after = values.find((at) => at > index)
    const owner = role === 'item' ? (after ?? before) : (before ?? after)
    return values.length === 1 || owner === value ? [index] : []
  })
  for (const index of [...own].sort((one, other) => distance(role, value, one) - distance(role, value, other))) {
    const text = marks.find(({ field }) => field === index)?.text ?? ''
    if (text !== '') return text
  }
  return sharedItem(role, own, marks, fields)
}

/** The right side first: in a block each number has a unit behind it. */
function distance(role: 'unit' | 'item' | 'verdict', value: number, index: number): number {
  const behind = role === 'item' ? value - index : index - value
  return behind > 0 ? behind : 1_000 - behind
}

/** One item named for several values stands for all of them. */
function sharedItem(
  role: 'unit' | 'item' | 'verdict',
  own: readonly number[],
  marks: readonly Mark[],
  fields: readonly Field[],
): string | null {
  if (role !== 'item' || own.length > 0) return null
  const items = fields.flatMap((field, index) => (field.role === 'item' ? [index] : []))
  return items.length === 1 ? (marks.find(({ field }) => field === items[0])?.text ?? null) || null : null
}

function isControl(words: readonly string[], { sampleNo, channel }: Shared, item: string): boolean {
  const said = [sampleNo, channel, item].flatMap((text) => (text === null ? [] : [text.toLowerCase()]))
  return words.some((word) => {
    const wanted = word.toLowerCase()
    return said.some((text) => (wanted.length <= 2 && wanted < '\u0080' ? text === wanted : text.includes(wanted)))
  })
}

function textOf(draft: Draft, marks: readonly Mark[], role: Field['role']): string | null {
  return textsOf(draft, marks, role).find((text) => text !== '') ?? null
}

function textsOf({ fields }: Draft, marks: readonly Mark[], role: Field['role']): readonly string[] {
  return marks.flatMap(({ field, text }) => (fields[field]?.role === role ? [text] : []))
}

/** `ST` begins `ST,GS`, not `START`. */
export function beginsWithAny(text: string, headers: readonly string[]): boolean {
  const said = text.trimStart()
  return headers.some((header) => {
    if (!said.startsWith(header)) return false
    const last = header.charAt(header.length - 1)
    return !/[\p{L}\d]/u.test(last) || !/[\p{L}\d]/u.test(said.charAt(header.length))
  })
}
