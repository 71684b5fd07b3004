/** Thermo Orion Star A2xx pH meters: asked with `GETMEAS` for what they measure. VWR symphony meters know the same commands. */

import { bytesOfAscii } from '#drivers/kit/bytes.ts'
import { defineDriver } from '#drivers/kit/define-driver.ts'
import { lineBody } from '#drivers/kit/framing/line-ends.ts'
import { isPrompt, PromptCollector } from '#drivers/kit/framing/prompt-lines.ts'
import { Asked } from '#drivers/kit/talk/asked.ts'
import type { Talk } from '#drivers/kit/talk/talk.ts'
import { TalkLine } from '#drivers/kit/talk/talk-line.ts'
import { decodeText } from '#drivers/kit/text.ts'
import { type Answer, UNASKED_MS, VirtualInstrument } from '#drivers/kit/virtual/virtual.ts'
import { measurementLine, readMeasurement } from './measurement.ts'

/** Own choices; the manual names no times. */
const ANSWER_MS = 3_000
const REST_MS = 5_000
const QUESTION = 'GETMEAS\r'

export const driver = defineDriver({
  id: 'thermo/orion-star',
  vendor: '赛默飞 Thermo Orion',
  model: 'Orion Star A2xx',
  title: '奥立龙 Orion Star A 系列 pH 计',
  alsoSoldAs: ['VWR symphony'],
  category: 'meter',
  evidence: 'maker-document',
  source: 'Orion Star A200 user manual, remote control protocols; field order as documented by its users',
  link: { baudRate: 9600, dataBits: 8, parity: 'none', stopBits: 1 },
  repeats: 'live',
  line: () => new TalkLine(talk()),
  instrument: (readings) =>
    answering(
      readings.map((one, at) => reply(measurementLine(one, at + 1))),
      readings.length,
    ),
  playback: (bytes) => answering([bytes], 1, bytes),
})

function talk(): Talk<'asked' | 'resting'> {
  const asked = new Asked()
  const ask = () => {
    asked.ask()
    return { state: 'asked', send: bytesOfAscii(QUESTION), waitMs: ANSWER_MS, asks: true } as const
  }
  const rest = () => {
    asked.answered()
    return { state: 'resting', waitMs: REST_MS } as const
  }
  return {
    collector: new PromptCollector({ longest: 512 }),
    idleMs: 1_000,
    read(frame) {
      if (isPrompt(frame)) return { outcomes: [], note: 'prompt: the meter is ready' }
      const { text } = decodeText(lineBody(frame), 'latin1')
      const measured = readMeasurement(text)
      if (measured === null) return { outcomes: [], note: `answer: ${text.trim().slice(0, 40)}` }
      const { outcomes, serial, said } = measured
      return { outcomes, ...asked.keyOf(said), ...(serial === null ? {} : { identity: serial }) }
    },
    begin: ask,
    next(state, event) {
      if (event.kind === 'silence') return ask()
      if (event.kind !== 'frame') return rest()
      // The answer ends with the prompt; a prompt alone is an empty answer.
      return isPrompt(event.bytes) || state === 'resting' ? rest() : { state: 'asked', waitMs: ANSWER_MS }
    },
  }
}

/** The echo padded to 16, the line, the prompt. */
function reply(line: string | null): Uint8Array | null {
  return line === null ? null : bytesOfAscii(`${'GETMEAS'.padEnd(16)}\r\n\r\n\r${line}\n\r\r>`)
}

function answering(replies: readonly (Uint8Array | null)[], total: number, recorded?: Uint8Array) {
  const waiting = replies.filter((one) => one !== null)
  return new VirtualInstrument({
    total,
    answer(heard): Answer | null {
      const used = heard.indexOf(0x0d) + 1
      if (used === 0) return null
      const say = waiting.shift()
      if (say === undefined) return { used, say: bytesOfAscii(`${'GETMEAS'.padEnd(16)}\r\n\r\n\r>`), over: true }
      return { used, say, told: 1, over: waiting.length === 0 }
    },
    ...(recorded === undefined ? {} : { unasked: { afterMs: UNASKED_MS, say: recorded, told: 1 } }),
  })
}
