/** An R record becomes a reading: which field is which, after LIS02-A2 and what real messages hold. */
import { damaged, ignored, type Outcome, reading } from '#core/reading/reading.ts'
import { compactTime } from '#drivers/kit/field/date.ts'
import { unmasked } from '#drivers/kit/field/no-value.ts'
import type { TextFrame, Told } from '#drivers/kit/lis/lis01-unit.ts'
import { componentsOf, fieldOf, type LisMessage, type LisResult, messagesOf } from '#drivers/kit/lis/lis02.ts'

/** Every result of every message in these frames, each at the frame where its record ended. */
export function readMessages(frames: readonly TextFrame[]): readonly Told[] {
  return messagesOf(frames).flatMap(toldOf)
}

function toldOf(message: LisMessage): readonly Told[] {
  const types = message.records.map(({ type }) => type).join('')
  if (message.header === null) return [{ frame: message.frame, outcome: damaged(`header-missing: records ${types}`) }]
  if (!message.ended)
    return [{ frame: message.frame, outcome: damaged(`message-incomplete: records ${types}, no L record`) }]
  if (message.results.length === 0) return [{ frame: message.frame, outcome: ignored(`no-result: records ${types}`) }]
  const told = message.results.map((result) => {
    const { frame, bytes } = result.record
    const outcome = outcomeOf(result, message)
    return { frame, outcome: bytes === undefined ? outcome : { ...outcome, bytes } }
  })
  if (!message.lossy) return told
  const note = ignored('text-unreadable: neither UTF-8 nor GB18030; unreadable bytes stand as U+FFFD')
  return [...told, { frame: message.frame, outcome: note }]
}

/**
 * Fields: R.3 test, R.4 value, R.5 unit, R.7 flag, R.12 started, R.13 completed; O.3 specimen, O.4 the instrument's specimen, O.12
 * action code and H.12 processing id with Q for a control.
 */
function outcomeOf({ record, order }: LisResult, { header, delimiters }: LisMessage): Outcome {
  const field = (n: number) => fieldOf(record, n, delimiters)
  if (record.fields.length < 4) return damaged(`record-short: ${record.fields.length} fields, a result has at least 4`)
  return reading({
    sampleNo:
      specimen(fieldOf(order, 3, delimiters), delimiters.component) ??
      specimen(fieldOf(order, 4, delimiters), delimiters.component),
    item: itemOf(componentsOf(record, 3, delimiters), delimiters.component),
    ...unmasked(field(4), orNull(field(7))),
    unit: orNull(field(5)),
    measuredAt: compactTime(field(13) || field(12)),
    control: fieldOf(order, 12, delimiters) === 'Q' || fieldOf(header, 12, delimiters) === 'Q',
  })
}

/** Components stay as sent (`T20 10134GA D28^^6`); nothing but component marks is nothing. */
function specimen(text: string, component: string): string | null {
  return component !== '' && text.split(component).every((part) => part.trim() === '') ? null : orNull(text)
}

/** The maker's code is the fourth component (`^^^413`); some send the code alone or in the first. */
function itemOf(components: readonly string[], component: string): string {
  const fourth = components[3]
  if (fourth !== undefined && fourth !== '') return fourth
  let from = 0
  let until = components.length
  while (from < until && components[from] === '') from++
  while (until > from && components[until - 1] === '') until--
  return components.slice(from, until).join(component)
}

function orNull(text: string): string | null {
  return text === '' ? null : text
}
