/** Answers for strips read by eye: where each stands by the station's clock, its photos, and its end. */
import type { StripView } from '#contract/strip.ts'
import { stripPhase } from '#core/control/strip.ts'
import type { SampleId } from '#core/ids.ts'
import { addStripPhoto, endStrip, giveUpStrip, readStrip, startStrip, stateOf } from '#flow/strips.ts'
import { resultById } from '#storage/results.ts'
import {
  openStrips,
  photosOfStrip,
  readsOfStrip,
  type StoredStrip,
  stripById,
  stripPhotoBytes,
  stripsOfSample,
} from '#storage/strips.ts'
import type { Desk } from './desk.ts'
import { os } from './implementer.ts'
import { kitName } from './kit-name.ts'
import { resultRow } from './result-row.ts'

export function stripAnswers({ world }: Desk) {
  const { db } = world
  const view = (strip: StoredStrip): StripView => {
    const { id, sampleId, sampleNo, food, item, method, kit, lot, fromSeconds, untilSeconds, twoReaders, end } = strip
    const now = world.now()
    return {
      id,
      sampleId,
      sampleNo,
      food,
      item,
      method,
      kit: kitName(world, kit),
      lot,
      startedAt: strip.at,
      startedBy: strip.by,
      fromSeconds,
      untilSeconds,
      now,
      phase: end === null ? stripPhase(strip.at, strip, now).kind : 'ended',
      state: end === null ? stateOf(world, strip).kind : 'settled',
      twoReaders,
      readers: readsOfStrip(db, id).map(({ by }) => by),
      photos: photosOfStrip(db, id).map((photo) => ({ ...photo })),
      end:
        end === null
          ? null
          : {
              why: end.why,
              by: end.by,
              at: end.at,
              result: end.resultId === null ? null : resultRow(resultById(db, end.resultId)),
            },
    }
  }
  const byId = (id: number) => view(stripById(db, id))
  return {
    ofSample: os.strip.ofSample.handler(({ input }) => stripsOfSample(db, input.sampleId as SampleId).map(view)),
    open: os.strip.open.handler(() => openStrips(db).map(view)),
    start: os.strip.start.handler(({ input }) =>
      byId(startStrip(world, { ...input, sampleId: input.sampleId as SampleId })),
    ),
    photo: os.strip.photo.handler(({ input: { id, content, ...photo } }) => {
      addStripPhoto(world, { ...photo, strip: id, bytes: Buffer.from(content, 'base64') })
      return byId(id)
    }),
    photoBytes: os.strip.photoBytes.handler(({ input }) => {
      const { mime, bytes } = stripPhotoBytes(db, input.id)
      return { mime, content: Buffer.from(bytes).toString('base64') }
    }),
    read: os.strip.read.handler(({ input }) => {
      readStrip(world, input)
      return byId(input.id)
    }),
    end: os.strip.end.handler(({ input }) => {
      endStrip(world, input)
      return byId(input.id)
    }),
    giveUp: os.strip.giveUp.handler(({ input }) => {
      giveUpStrip(world, input)
      return byId(input.id)
    }),
  }
}
