/** Answers for samples: registration, the plate, a sample's life, and readings that wait for a person. */
import type { Claim, SampleView } from '#contract/sample.ts'
import type { ReadingId, ResultId, SampleId, StallId } from '#core/ids.ts'
import { stallRange } from '#core/sample/stall-range.ts'
import { dayBounds, dayOf } from '#core/time.ts'
import { claimReading, dismissReading } from '#flow/claim-reading.ts'
import { type Proposal, proposalFor } from '#flow/find-sample.ts'
import { followUpsDue, stallMark } from '#flow/follow-up.ts'
import { foodChoices, itemNames } from '#flow/food-choices.ts'
import { placeOnChannel } from '#flow/place-sample.ts'
import { registerSample, registerSamples } from '#flow/register-sample.ts'
import { undoClaim } from '#flow/undo-claim.ts'
import { claimsPage, type OpenClaim, settlementsPage } from '#storage/claims.ts'
import { findingsOfResult } from '#storage/controls.ts'
import { frameById } from '#storage/frames.ts'
import { readingById } from '#storage/readings.ts'
import { resultById, resultsOfSample } from '#storage/results.ts'
import {
  allStalls,
  foodHabits,
  placementsOf,
  type StoredSample,
  sampleById,
  samplesPage,
  stallByCode,
} from '#storage/samples.ts'
import { takenOfStall } from '#storage/taken-today.ts'
import type { Desk } from './desk.ts'
import { os } from './implementer.ts'
import { kitName } from './kit-name.ts'
import { lifeOf } from './life.ts'
import { resultRow } from './result-row.ts'
import { settledClaim } from './settled-claim.ts'

/** More stalls than a row has. */
const LONGEST_ROW = 200

export function sampleAnswers({ world }: Desk) {
  const { db } = world
  const view = (sample: StoredSample): SampleView => {
    const places = placementsOf(db, sample.id)
    const place = places[0]
    const channels = places.filter(({ port }) => port === place?.port).map(({ channel }) => channel)
    const { id, sampleNo, kind, nature, food, origin, stockKg, takenAt, takenBy, stallId, stallCode, stallName } =
      sample
    return {
      id,
      sampleNo,
      kind,
      nature,
      food,
      origin,
      stockKg,
      takenAt,
      takenBy,
      stall:
        stallId === null || stallCode === null ? null : { id: stallId, code: stallCode, name: stallName ?? stallCode },
      place: place === undefined ? null : { port: place.port, channel: place.channel, channels: channels.reverse() },
      results: resultsOfSample(db, id).map(resultRow),
    }
  }
  /** What of a stall was taken since the day began at the site. */
  const today = (stallId: StallId) =>
    takenOfStall(db, stallId, dayBounds(dayOf(world.now()), world.now().offset).from).map((one) => ({
      ...one,
      items: [...one.items],
    }))
  return {
    register: os.sample.register.handler(({ input }) => view(sampleById(db, registerSample(world, input).id))),
    list: os.sample.list.handler(({ input }) => {
      const { rows, next } = samplesPage(db, input)
      return { rows: rows.map(view), next }
    }),
    get: os.sample.get.handler(({ input }) => {
      const sample = sampleById(db, input.id as SampleId)
      const mark = sample.stallId === null ? null : stallMark(world, sample.stallId)
      return { sample: view(sample), life: lifeOf(world, sample), stallMark: mark }
    }),
    place: os.sample.place.handler(({ input }) => {
      placeOnChannel(world, { sampleId: input.id as SampleId, port: input.port, channel: input.channel, by: input.by })
      return view(sampleById(db, input.id as SampleId))
    }),
    habits: os.sample.habits.handler(({ input }) => {
      const stall = stallByCode(db, input.code)
      if (stall === undefined) return { stall: null, foods: [], mark: null, followUps: [], today: [] }
      const followUps = followUpsDue(world).filter(({ stallId }) => stallId === stall.id)
      return {
        stall,
        foods: [...foodHabits(db, stall.id)],
        mark: stallMark(world, stall.id),
        followUps: followUps.map(({ food, item }) => ({ food, item })),
        today: today(stall.id),
      }
    }),
    foods: os.sample.foods.handler(() => ({
      foods: foodChoices(world).map((food) => ({
        ...food,
        aliases: [...food.aliases],
        initials: [...food.initials],
      })),
      items: [...itemNames(world)],
    })),
    row: os.sample.row.handler(({ input }) =>
      stallRange(allStalls(db), input.from, input.to)
        .slice(0, LONGEST_ROW)
        .map((stall) => ({ stall, foods: [...foodHabits(db, stall.id)], today: today(stall.id) })),
    ),
    registerRow: os.sample.registerRow.handler(({ input: { lines, ...shared } }) =>
      registerSamples(
        world,
        lines.map((line) => ({ ...shared, ...line, kind: 'ordinary', origin: null, stockKg: null, place: null })),
      ).map(({ id }) => view(sampleById(db, id))),
    ),
    stalls: os.sample.stalls.handler(() => [...allStalls(db)]),
    claims: os.sample.claims.handler(({ input }) => {
      const { rows, next } = claimsPage(db, input)
      return { rows: rows.map((one) => claimView(one, proposalFor(world, one.heard))), next }
    }),
    dismiss: os.sample.dismiss.handler(({ input }) => {
      dismissReading(world, { ...input, readingId: input.readingId as ReadingId })
      return { dismissed: true }
    }),
    claim: os.sample.claim.handler(({ input }) => {
      const resultId = claimReading(world, { ...input, readingId: input.readingId as ReadingId })
      return resultRow(resultById(db, resultId))
    }),
    settled: os.sample.settled.handler(({ input }) => {
      const { rows, next } = settlementsPage(db, input)
      return { rows: rows.map((one) => settledClaim(world, one)), next }
    }),
    undoClaim: os.sample.undoClaim.handler(({ input }) => {
      undoClaim(world, { ...input, readingId: input.readingId as ReadingId })
      return { undone: true }
    }),
    result: os.sample.result.handler(({ input }) => {
      const result = resultById(db, input.id as ResultId)
      const heard = readingById(db, result.readingId)
      const { item, value, unit, flag, measuredAt, channel } = heard.reading
      return {
        row: resultRow(result),
        method: result.method,
        basis: result.basis,
        reason: result.reason,
        kit: result.kit === null ? null : kitName(world, result.kit),
        kitLot: result.kitLot,
        findings: findingsOfResult(db, result.id).map((finding) => ({ ...finding })),
        reading: {
          id: heard.id,
          item,
          value,
          unit,
          flag,
          measuredAt,
          channel,
          heardAt: heard.heardAt,
          port: heard.port,
          driver: heard.driver,
          frameId: heard.frameId,
          frameSha256: heard.frameSha256,
          frameHex: Buffer.from(frameById(db, heard.frameId).bytes).toString('hex'),
        },
        path: result.path,
      }
    }),
  }
}

function claimView({ readingId, reason, heard }: OpenClaim, proposed: Proposal | null): Claim {
  const { sampleNo, channel, item, value, unit, foodHint } = heard.reading
  return {
    readingId,
    heardAt: heard.heardAt,
    port: heard.port,
    driver: heard.driver,
    sampleNo,
    channel,
    item,
    value,
    unit,
    foodHint,
    reason,
    proposed,
  }
}
