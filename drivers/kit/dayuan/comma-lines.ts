/**
 * DY-5000LD, DY-3000LD, DY-4300: lines `number,item,hole,absorbance,value,result,unit,date,time` in GB2312, ended by `TRANSFER FINISH`.
 * A line has no mark at its front: a number cut there looks whole, so the first line counts only after a silence.
 */
import { damaged, ignored, type Outcome, type Reading, reading } from '#core/reading/reading.ts'
import { bytesOfAscii, hexOf, joinBytes, latinOf } from '../bytes.ts'
import { writtenTime } from '../field/date.ts'
import type { Collector, FrameEvent } from '../framing/collector.ts'
import { LineCollector } from '../framing/line-ends.ts'
import type { Instrument } from '../line.ts'
import { QUIET_MS } from '../lines.ts'
import { type PolledState, polling } from '../talk/polled.ts'
import type { Read, Talk } from '../talk/talk.ts'
import { decodeText, encodeGbk } from '../text.ts'
import { answering, playing } from '../virtual/answering.ts'

const FIELDS = 9
const LONGEST = 400
/** What is on the plate now. `s<start><end>` asks for the history; how the two are written is not known, so it is not sent. */
const askNow = bytesOfAscii('a')
const FINISH = 'TRANSFER FINISH'

/** Own choices, the host program names no times: a line of 60 bytes takes 35 ms at 19200 baud. */
const IDLE_MS = 1_000
const ANSWER_MS = 3_000
const POLL_MS = 15_000

const dateField = /^\d{4}[-/.]\d{1,2}[-/.]\d{1,2}$/
const timeField = /^\d{1,2}:\d\d(?::\d\d)?$/
const numberField = /^[<>]?[+-]?\d+(?:\.\d+)?$/
const absorbanceField = /^(?:[+-]?\d*\.?\d*|-+|nan|na|无效)$/i
/** Said in place of a value. */
const noValue = /^(?:nan|na|无效|-+|\*[*.]*)$/i

export function commaTalk(): Talk<PolledState> {
  let front: 'unsure' | 'sure' = 'unsure'
  const talk = polling({
    collector: new FinishCollector(),
    idleMs: IDLE_MS,
    read(frame) {
      const sure = front === 'sure' || isFinish(frame)
      front = 'sure'
      return sure ? readLine(frame) : { outcomes: [ignored('first-line: its front may be missing')] }
    },
    request: () => askNow,
    ends: isFinish,
    answerMs: ANSWER_MS,
    pollMs: POLL_MS,
  })
  return {
    ...talk,
    // Nothing is asked while somebody may be in the middle of a line.
    begin: () => ({ state: 'away', waitMs: QUIET_MS }),
    next(state, event, now) {
      if (event.kind === 'silence' || event.kind === 'spoiled') front = 'sure'
      return talk.next(state, event, now)
    },
  }
}

/** Lines; the closing words are whole without a line end too. */
class FinishCollector implements Collector {
  readonly #lines = new LineCollector({ longest: LONGEST })

  get unfinished(): boolean {
    return this.#lines.unfinished
  }

  push(bytes: Uint8Array): readonly FrameEvent[] {
    return this.#lines.push(bytes)
  }

  flush(why: string): readonly FrameEvent[] {
    return this.#lines
      .flush(why)
      .map((event) => (event.kind === 'bad' && isFinish(event.bytes) ? { kind: 'frame', bytes: event.bytes } : event))
  }
}

function isFinish(frame: Uint8Array): boolean {
  return frame.length <= FINISH.length + 4 && latinOf(frame).trim() === FINISH
}

function readLine(frame: Uint8Array): Read {
  if (isFinish(frame)) return { outcomes: [], note: 'end-mark: the transfer is over' }
  const { text, lossy } = decodeText(frame, 'gb18030')
  const key = lossy ? hexOf(frame) : text
  const fields = text.trimEnd().split(',')
  while (fields.length > FIELDS && fields.at(-1)?.trim() === '') fields.pop()
  const notes = lossy ? [ignored('text-unreadable: not GB18030; unreadable bytes stand as U+FFFD')] : []
  return { outcomes: [outcomeOf(fields.map((field) => field.trim())), ...notes], key }
}

function outcomeOf(fields: readonly string[]): Outcome {
  const problem = problemOf(fields)
  if (problem !== null) return problem
  const [number = '', item = '', hole = '', , value = '', result = '', unit = '', date = '', time = ''] = fields
  const said = value === '' ? result : value
  const invalid = noValue.test(said)
  if (said === '') return damaged('value-missing: neither a value nor a result')
  if (value !== '' && !invalid && !numberField.test(value)) return damaged(`value-unreadable: ${value}`)
  return reading({
    sampleNo: number,
    item,
    value: invalid ? '无效' : said,
    unit: unit === '' ? null : unit,
    flag: invalid ? said : result === '' ? null : result,
    measuredAt: writtenTime(`${date} ${time}`),
    channel: hole === '' ? null : hole,
    control: /对照|空白|blank/i.test(`${number} ${hole}`),
    recordKey: `${number} ${date} ${time} ${hole} ${item}`,
  })
}

/** Without a check the fields vouch for each other: one lost or won puts a number into another field. */
function problemOf(fields: readonly string[]): Outcome | null {
  const [number, item, , absorbance = '', , , , date = '', time = ''] = fields
  if (fields.length === 1) return ignored('not-a-record: no field in it')
  if (fields.length !== FIELDS) return damaged(`fields-wrong: ${fields.length} of ${FIELDS}`)
  const text = fields.join('')
  if ([...text].some((character) => character < ' ' || character === '\u007f'))
    return damaged('line-garbled: control characters in a field')
  if (number === '' || item === '') return damaged('fields-empty: no number or no item')
  if (!absorbanceField.test(absorbance))
    return damaged(`fields-shifted: ${absorbance} stands where the absorbance belongs`)
  if (!dateField.test(date) || !timeField.test(time)) return damaged(`time-broken: ${date} ${time}`)
  return null
}

/** The device's side. Commas in a name would shift its fields and become `，`. */
export function commaInstrument(readings: readonly Reading[]): Instrument {
  const say = joinBytes([...readings.map((one, index) => lineBytes(one, index + 1)), bytesOfAscii(`${FINISH}\r\n`)])
  return answering(readings.length, [{ to: askNow, say, told: readings.length, over: true }])
}

export function commaPlayback(bytes: Uint8Array): Instrument {
  return playing(bytes, askNow)
}

function lineBytes(one: Reading, position: number): Uint8Array {
  const [date = '', time = '00:00:00'] = (one.measuredAt ?? '0000-00-00T00:00:00').split('T')
  const fields = [
    one.sampleNo ?? String(position),
    one.item,
    one.channel ?? 'A1',
    '0.000',
    one.value,
    one.flag ?? '',
    one.unit ?? '',
    date,
    time,
  ]
  return encodeGbk(`${fields.map((field) => field.replaceAll(',', '，')).join(',')}\r\n`)
}
