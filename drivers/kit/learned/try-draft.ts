/** A draft tried on its recording: the real line reads the real bytes, and each outcome is shown beside the fields it came from. Pure. */
import type { Outcome } from '#core/reading/reading.ts'
import { perform } from '../perform.ts'
import { TalkLine } from '../talk/talk-line.ts'
import { decodeText } from '../text.ts'
import type { Draft, Role, SampleOutcome } from './format.ts'
import { learnedTalk } from './learned-driver.ts'
import { parseDraft } from './parse-format.ts'
import { readRecord } from './read-record.ts'

export interface TriedRow {
  readonly text: string
  readonly fields: readonly {
    readonly from: number
    readonly until: number
    readonly role: Role
    readonly text: string
  }[]
  readonly outcome: Outcome
}

export const problemCodes = [
  'value-missing',
  'item-missing',
  'name-missing',
  'no-reading',
  'mostly-damaged',
  'draft-broken',
] as const

export interface DraftProblem {
  readonly code: (typeof problemCodes)[number]
  readonly detail: string
}

export interface Tried {
  readonly rows: readonly TriedRow[]
  readonly problems: readonly DraftProblem[]
  readonly counts: { readonly readings: number; readonly ignored: number; readonly damaged: number }
}

const MOST_ROWS = 500
const NOW = '2026-01-01T00:00:00'

/** `quietStart`: a silence stood before the first byte, so the first record is whole. */
export function tryDraft(draft: Draft, bytes: Uint8Array, quietStart: boolean): Tried {
  const parsed = parseDraft(draft)
  if (!parsed.ok) {
    const problems: readonly DraftProblem[] = [{ code: 'draft-broken', detail: parsed.problem }]
    return { rows: [], problems, counts: { readings: 0, ignored: 0, damaged: 0 } }
  }
  const told = replayed(parsed.value, bytes, quietStart)
  const count = (kind: Outcome['kind']) => told.filter(({ outcome }) => outcome.kind === kind).length
  const counts = { readings: count('reading'), ignored: count('ignored'), damaged: count('damaged') }
  const rows = told.slice(0, MOST_ROWS).map(({ frame, outcome }) => rowOf(parsed.value, frame, outcome))
  return { rows, problems: problemsOf(parsed.value, counts), counts }
}

/** What the driver makes of bytes, in the words of its file. */
export function outcomesOf(draft: Draft, bytes: Uint8Array): readonly SampleOutcome[] {
  return replayed(draft, bytes, false).map(({ outcome }) => sampleOutcome(outcome))
}

export function sampleOutcome(outcome: Outcome): SampleOutcome {
  if (outcome.kind !== 'reading') return { kind: outcome.kind, reason: outcome.reason }
  const { sampleNo, item, value, unit, flag, measuredAt, channel, control } = outcome.reading
  return { kind: 'reading', sampleNo, item, value, unit, flag, measuredAt, channel, control }
}

function replayed(draft: Draft, bytes: Uint8Array, quietStart: boolean) {
  const performance = perform(new TalkLine(learnedTalk(draft)), NOW)
  performance.opened()
  if (quietStart) performance.elapsed()
  performance.heard(bytes)
  performance.closed()
  const { kept, settled } = performance.done
  return settled.flatMap(({ outcomes }) =>
    outcomes.map(({ frame, outcome }) => {
      const bytes = kept[frame - 1] ?? new Uint8Array()
      // Lines without a result share a frame; each knows its part of it.
      return { frame: bytes.subarray(outcome.bytes?.from ?? 0, outcome.bytes?.until), outcome }
    }),
  )
}

function rowOf(draft: Draft, frame: Uint8Array, outcome: Outcome): TriedRow {
  // Of what is damaged or ignored the whole text is shown: its cells may be anybody's.
  if (outcome.kind !== 'reading')
    return { text: decodeText(frame, draft.charset).text.trimEnd().slice(0, 400), fields: [], outcome }
  const { text, marks } = readRecord(draft, frame)
  const fields = marks.flatMap(({ from, until, field, text: said }) => {
    const role = draft.fields[field]?.role ?? 'ignore'
    return role === 'ignore' ? [] : [{ from, until, role, text: said }]
  })
  return { text, fields, outcome }
}

function problemsOf(draft: Draft, counts: Tried['counts']): readonly DraftProblem[] {
  const values = draft.fields.filter(({ role }) => role === 'value')
  const named = draft.fields.some(({ role }) => role === 'item') || draft.fixed.item !== null
  const problems: DraftProblem[] = []
  if (values.length === 0) problems.push({ code: 'value-missing', detail: '' })
  if (values.some(({ item }) => item === null && !named)) problems.push({ code: 'item-missing', detail: '' })
  if (draft.vendor.trim() === '' || draft.model.trim() === '') problems.push({ code: 'name-missing', detail: '' })
  if (counts.readings === 0) problems.push({ code: 'no-reading', detail: '' })
  else if (counts.damaged > counts.readings)
    problems.push({ code: 'mostly-damaged', detail: `${counts.damaged}/${counts.readings}` })
  return problems
}
