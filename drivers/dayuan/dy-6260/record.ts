/** The answer of a DY-6260: `{"detail":[{检测结果, 检测项目, 样品编号, 样品名称, 检测时间}]}` in UTF-8. */
import { damaged, ignored, type Outcome, type Reading, reading, within } from '#core/reading/reading.ts'
import { latinOf } from '#drivers/kit/bytes.ts'
import { writtenTime } from '#drivers/kit/field/date.ts'
import { innerObjects, jsonOf } from '#drivers/kit/framing/json-text.ts'
import type { Read } from '#drivers/kit/talk/talk.ts'
import { decodeText, encodeUtf8 } from '#drivers/kit/text.ts'

/** Said in place of a result. */
const noResult = /^(?:|nan|null|无效|-+)$/i

export function readAnswer(frame: Uint8Array): Read {
  const key = latinOf(frame)
  const { text, lossy } = decodeText(frame, 'utf-8')
  const detail = detailOf(jsonOf(text))
  if (detail === null) return { outcomes: [damaged('json-other: no list "detail" in it')], key }
  if (detail.length === 0) return { outcomes: [], note: 'empty: the device has no result' }
  const spans = innerObjects(frame)
  const outcomes = detail.map((one, index) => {
    const span = spans.length === detail.length ? spans[index] : undefined
    return span === undefined ? resultOf(one) : within(span.from, span.until, resultOf(one))
  })
  const notes = lossy ? [ignored('text-unreadable: not UTF-8; unreadable bytes stand as U+FFFD')] : []
  return { outcomes: [...outcomes, ...notes], key }
}

function detailOf(json: unknown): readonly unknown[] | null {
  if (typeof json !== 'object' || json === null || !('detail' in json)) return null
  return Array.isArray(json.detail) ? json.detail : null
}

function resultOf(one: unknown): Outcome {
  const said = new Map(typeof one === 'object' && one !== null ? Object.entries(one) : [])
  const textOf = (name: string): string => {
    const value: unknown = said.get(name)
    return typeof value === 'string' ? value.trim() : typeof value === 'number' ? String(value) : ''
  }
  const item = textOf('检测项目')
  const time = textOf('检测时间')
  const sampleNo = textOf('样品编号')
  if (item === '' || !said.has('检测结果')) return damaged('fields-missing: no 检测项目 or no 检测结果')
  const value = textOf('检测结果')
  const invalid = noResult.test(value)
  return reading({
    sampleNo: sampleNo === '' ? null : sampleNo,
    item,
    value: invalid ? '无效' : value,
    // A word is result and verdict at once; the device sends no other.
    flag: value === '' || /\d/.test(value) ? null : value,
    measuredAt: writtenTime(time),
    recordKey: sampleNo === '' && time === '' ? null : `${sampleNo} ${time} ${item}`.trim(),
    foodHint: textOf('样品名称') === '' ? null : textOf('样品名称'),
  })
}

/** For the simulator: all readings in one answer, as the device sends its memory. */
export function answerBytes(readings: readonly Reading[]): Uint8Array {
  const detail = readings.map((one) => ({
    检测结果: one.value,
    检测项目: one.item,
    样品编号: one.sampleNo ?? '',
    样品名称: one.foodHint ?? '',
    检测时间: (one.measuredAt ?? '').replace('T', ' '),
  }))
  return encodeUtf8(JSON.stringify({ detail }))
}
