/** A DY-7200's record, answer to 45: three bytes, then lines of GB2312 ended 0D, each `标签：值`. Lines count from 0. */
import { damaged, type Outcome, reading } from '#core/reading/reading.ts'
import { hexOf } from '../bytes.ts'
import { writtenTime } from '../field/date.ts'
import { decodeText, encodeGbk } from '../text.ts'
import type { HostFrame } from './frame.ts'
import { recordKey } from './record-key.ts'

/** Bytes before the first line; what they say is told nowhere. */
const BEFORE_LINES = 3

/** Where each line stands; a line that carries the label is believed before the place. */
const places: Readonly<Record<'样品类型' | '检测项目' | '检测结果' | '检测时间', number>> = {
  样品类型: 3,
  检测项目: 6,
  检测结果: 7,
  检测时间: 9,
}

const conclusions: readonly string[] = ['携带', '不携带', '阳性', '阴性', '合格', '不合格']

export function readWritten({ parameter, data }: HostFrame): readonly Outcome[] {
  const { text, lossy } = decodeText(data.subarray(BEFORE_LINES), 'gb18030')
  const lines = text.split('\r').map(labelled)
  const item = saidIn(lines, '检测项目')
  const result = saidIn(lines, '检测结果')
  if (lossy || item === null || result === null || item === '' || result === '')
    return [damaged(`record-unread: ${lossy ? 'characters' : 'item or result'} missing in its ${lines.length} lines`)]
  const said = resultOf(result)
  if (said === null) return [damaged(`result-unclear: ${hexOf(encodeGbk(result))}`)]
  const time = saidIn(lines, '检测时间') ?? ''
  const measuredAt = writtenTime(time)
  return [
    reading({
      ...said,
      item,
      measuredAt,
      foodHint: saidIn(lines, '样品类型') || null,
      // Its time may lack the seconds, so that without a number two samples of one minute would be taken for one.
      recordKey: parameter === 0 ? null : recordKey(parameter, measuredAt, time, [item]),
    }),
  ]
}

interface Labelled {
  readonly label: string
  readonly value: string
}

function labelled(line: string): Labelled | null {
  const colon = line.indexOf('：')
  return colon < 0 ? null : { label: line.slice(0, colon).trim(), value: line.slice(colon + 1).trim() }
}

function saidIn(lines: readonly (Labelled | null)[], label: keyof typeof places): string | null {
  const named = lines.find((line) => line?.label === label)
  if (named !== undefined && named !== null) return named.value
  const there = lines[places[label]] ?? null
  // Another field's label at this place: the lines are not where they should be.
  return there === null || there.label in places ? null : there.value
}

/** `value unit conclusion` split at blanks, `无效`, or a conclusion alone. */
function resultOf(text: string): { value: string; unit: string | null; flag: string | null } | null {
  const parts = text.split(/\s+/)
  const flag = conclusions.includes(parts.at(-1) ?? '') ? (parts.pop() ?? null) : null
  const [value, unit = null, ...others] = parts
  if (others.length > 0) return null
  return value === undefined ? { value: text, unit: null, flag: null } : { value, unit, flag }
}
