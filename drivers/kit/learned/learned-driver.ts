/** A learned format as a driver: it only listens, and never sends a byte to an instrument nobody knows. */
import { damaged, ignored, type Outcome } from '#core/reading/reading.ts'
import { defineDriver } from '../define-driver.ts'
import type { Driver, Guard } from '../driver.ts'
import type { Collector } from '../framing/collector.ts'
import { FrameCollector, type FrameShape } from '../framing/frames.ts'
import { LineCollector } from '../framing/line-ends.ts'
import { QUIET_MS } from '../lines.ts'
import type { Talk, Turn } from '../talk/talk.ts'
import { TalkLine } from '../talk/talk-line.ts'
import { speaking } from '../virtual/virtual.ts'
import { bytesOfBase64 } from './base64.ts'
import { BlockCollector } from './block-collector.ts'
import { bodiesOf } from './cells.ts'
import type { Draft, Framing, LearnedFormat } from './format.ts'
import { isWhole, readRecord, showsItsFront } from './read-record.ts'

export function learnedDriver(format: LearnedFormat): Driver {
  const samples = () => format.samples.map(({ base64 }) => bytesOfBase64(base64) ?? new Uint8Array())
  return defineDriver({
    id: format.id,
    vendor: format.vendor,
    model: format.model,
    title: format.title,
    category: format.category,
    evidence: 'capture',
    source: `Learned from a recording by ${format.madeBy.name}, ${format.madeBy.at}`,
    link: format.link,
    guard: guardOf(format),
    repeats: isKeyed(format) ? 'key' : 'live',
    method: format.fixed.method,
    line: () => new TalkLine(learnedTalk(format)),
    // Its own recording is all that is known of how this device speaks.
    instrument: () => speaking(samples()),
    playback: (bytes) => speaking([bytes]),
  })
}

export function guardOf(draft: Draft): Guard {
  return draft.framing.kind !== 'lines' || showsItsFront(draft) ? 'shape' : 'none'
}

/** The device numbers and times its records. */
function isKeyed({ fields }: Draft): boolean {
  const has = (role: string) => fields.some((field) => field.role === role)
  return has('time') && (has('sampleNo') || has('channel'))
}

type Front = 'unsure' | 'sure'

/** The first record after opening counts only when it shows that it is whole, or came after a silence; as in kit/lines.ts. */
export function learnedTalk(draft: Draft): Talk<Front> {
  let front: Front = 'unsure'
  const turn = (): Turn<Front> => ({ state: front, waitMs: front === 'unsure' ? QUIET_MS : null })
  return {
    collector: collectorOf(draft),
    idleMs: draft.framing.idleMs,
    listens: true,
    read(frame) {
      const unsure = front === 'unsure'
      front = 'sure'
      const garbled = garbledBy(bodiesOf(draft.framing, frame))
      if (garbled !== null) return { outcomes: [garbled] }
      if (unsure && !isWhole(draft, frame)) return { outcomes: [ignored('first-line: its front may be missing')] }
      return { outcomes: readRecord(draft, frame).outcomes }
    },
    begin: turn,
    next(_state, event) {
      if (event.kind === 'silence' || event.kind === 'spoiled') front = 'sure'
      return turn()
    },
  }
}

export function collectorOf({ framing, charset }: Pick<Draft, 'framing' | 'charset'>): Collector {
  switch (framing.kind) {
    case 'lines':
      return new LineCollector(framing)
    case 'block':
      return new BlockCollector(framing, charset)
    case 'fixed':
      return new FrameCollector(fixedShape(framing))
  }
}

/** First byte, length, last byte: the last byte may stand inside, the length decides. */
function fixedShape({ first, length, last }: Extract<Framing, { kind: 'fixed' }>): FrameShape {
  return {
    longest: length,
    lengthAt: (view, at) => (view[at] === first ? length : 0),
    problemOf: (frame) => (frame[length - 1] === last ? null : 'frame-broken: its last byte is another'),
  }
}

/** Line noise in a text: never read around. */
function garbledBy(bodies: readonly Uint8Array[]): Outcome | null {
  let controls = 0
  let others = 0
  for (const body of bodies) {
    for (const byte of body) {
      if ((byte < 0x20 && byte !== 0x09) || byte === 0x7f) controls++
      else others++
    }
  }
  if (controls === 0) return null
  return others === 0
    ? ignored(`noise: ${controls} control bytes`)
    : damaged(`line-garbled: ${controls} control bytes in it`)
}
