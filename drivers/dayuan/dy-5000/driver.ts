/** 达元 DY-5000: plate reader, a whole plate in one binary frame when asked. */
import type { Reading } from '#core/reading/reading.ts'
import { joinBytes } from '#drivers/kit/bytes.ts'
import { defineDriver } from '#drivers/kit/define-driver.ts'
import { FrameCollector } from '#drivers/kit/framing/frames.ts'
import type { Instrument } from '#drivers/kit/line.ts'
import { polling } from '#drivers/kit/talk/polled.ts'
import { TalkLine } from '#drivers/kit/talk/talk-line.ts'
import { answering, playing } from '#drivers/kit/virtual/answering.ts'
import { plateShape } from './frame.ts'
import { canBeShown, PLATE, plateBytes, readPlate } from './plate.ts'

/** `s`, first hole, last hole. That the two are bytes counted like the holes of the answer is our reading: README, 未确认. */
const request = Uint8Array.of(0x73, 0, PLATE - 1)

/** Own choices: a full plate of 1,094 bytes takes 4.6 s at 2400 baud. */
const IDLE_MS = 2_000
const ANSWER_MS = 8_000
const POLL_MS = 30_000

function instrumentOf(readings: readonly Reading[]): Instrument {
  const shown = readings.filter(canBeShown)
  const plates = Array.from({ length: Math.ceil(shown.length / PLATE) }, (_, index) =>
    plateBytes(shown.slice(index * PLATE, (index + 1) * PLATE)),
  )
  return answering(readings.length, [{ to: request, say: joinBytes(plates), told: shown.length, over: true }])
}

export const driver = defineDriver({
  id: 'dayuan/dy-5000',
  vendor: '达元',
  model: 'DY-5000',
  title: '达元 DY-5000 酶标仪',
  evidence: 'host-code',
  source:
    'Request and frame of a host program for this model; the order of the number bytes is not confirmed on a device',
  link: { baudRate: 2400, dataBits: 8, parity: 'none', stopBits: 1 },
  guard: 'shape',
  repeats: 'key',
  line: () =>
    new TalkLine(
      polling({
        collector: new FrameCollector(plateShape),
        idleMs: IDLE_MS,
        read: readPlate,
        request: () => request,
        ends: () => true,
        answerMs: ANSWER_MS,
        pollMs: POLL_MS,
      }),
    ),
  instrument: instrumentOf,
  playback: (bytes) => playing(bytes, request),
})
