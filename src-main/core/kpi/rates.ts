/** The three rates a room is scored by, counted from stored facts, so that anyone with the export can count them again. */
import Big from 'big.js'
import { missingForClosing } from '../failure/closing.ts'
import type { FailureState } from '../failure/failure.ts'
import { isDisposalDue } from '../failure/stage.ts'
import type { EntryState } from '../outbox/entry.ts'
import { epochOf, type Moment, momentOf } from '../time.ts'
import type { Rate } from './rate.ts'

/** One entry of the outbox. Controls and training runs have none. */
export interface UploadFact {
  readonly state: EntryState
  readonly receipt: string | null
  /** Before it an unsent entry is not yet due; null: due at once, as for instruments that upload in real time. */
  readonly dueAt: Moment | null
}

/** One finished result that `publishable` says is due. */
export interface PublicationFact {
  /** When the room's deadline for it is or was, see `publicationDueAt`. */
  readonly dueAt: Moment
  /** When it was first shown with a publication record; null: never yet. */
  readonly publishedAt: Moment | null
}

export interface DestructionFact {
  readonly failure: FailureState
  /** Goods in stock when the sample was taken, kilograms as decimal text; null when nobody asked. */
  readonly stockKg: string | null
}

export interface RateFacts {
  readonly uploads: readonly UploadFact[]
  readonly publications: readonly PublicationFact[]
  readonly destructions: readonly DestructionFact[]
}

export interface Rates {
  readonly upload: Rate
  readonly publication: Rate
  /** By batch. */
  readonly destruction: Rate
  /** By kilogram, decimal text; batches of unknown stock are counted in `unknownBatches` instead. */
  readonly destructionKg: Rate<string> & { readonly unknownBatches: number }
}

/**
 * The definitions in force, as codes: shown beside each number, because no plan gives a formula of its own.
 * A case in 复检 is not due; what is held is in neither number and listed with its reason.
 */
export const definitions = {
  upload: { done: 'acknowledged-with-receipt', due: 'finished-results-not-held-clock-passed' },
  publication: { done: 'shown-with-record-before-deadline', due: 'finished-results-deadline-passed-or-shown' },
  destruction: { done: 'closed-with-complete-evidence', due: 'undisputed-deadline-passed-or-confirmed' },
} as const

export function ratesOf(facts: RateFacts, at: Moment): Rates {
  const destructions = facts.destructions.filter(({ failure }) => isDisposalDue(failure.stage))
  return {
    upload: uploadRate(facts.uploads, at),
    publication: publicationRate(facts.publications, at),
    destruction: { done: destructions.filter(isDestroyed).length, due: destructions.length },
    destructionKg: destructionKg(destructions),
  }
}

function uploadRate(uploads: readonly UploadFact[], at: Moment): Rate {
  const done = uploads.filter(isAcknowledged)
  const missing = uploads.filter(
    (fact) => fact.state !== 'held' && !isAcknowledged(fact) && (fact.dueAt === null || isPast(fact.dueAt, at)),
  )
  return { done: done.length, due: done.length + missing.length }
}

/** A receipt is the only proof: an acknowledgement without one is still owed. */
function isAcknowledged({ state, receipt }: UploadFact): boolean {
  return state === 'acknowledged' && receipt !== null && receipt.trim() !== ''
}

function publicationRate(publications: readonly PublicationFact[], at: Moment): Rate {
  const done = publications.filter(isInTime)
  const missing = publications.filter(
    (fact) => !isInTime(fact) && (fact.publishedAt !== null || isPast(fact.dueAt, at)),
  )
  return { done: done.length, due: done.length + missing.length }
}

function isInTime({ dueAt, publishedAt }: PublicationFact): boolean {
  return publishedAt !== null && epochOf(publishedAt) <= epochOf(dueAt)
}

function isPast(dueAt: Moment, at: Moment): boolean {
  return epochOf(dueAt) < epochOf(at)
}

function isDestroyed({ failure }: DestructionFact): boolean {
  return failure.stage === 'closed' && missingForClosing(failure).length === 0
}

/** Weighed are the goods still there to be disposed of: stock without what was sold before and what is kept as sample. */
function destructionKg(facts: readonly DestructionFact[]): Rates['destructionKg'] {
  let [done, due, unknownBatches] = [new Big(0), new Big(0), 0]
  for (const fact of facts) {
    const kilograms = disposableKg(fact)
    if (kilograms === null) unknownBatches += 1
    else {
      due = due.plus(kilograms)
      if (isDestroyed(fact)) done = done.plus(kilograms)
    }
  }
  return { done: done.toFixed(), due: due.toFixed(), unknownBatches }
}

function disposableKg({ failure, stockKg }: DestructionFact): Big | null {
  const { disposal } = failure
  if (disposal !== null) return new Big(disposal.stockKg).minus(disposal.soldKg).minus(disposal.keptKg)
  return stockKg === null ? null : new Big(stockKg)
}

const DAY_MS = 86_400_000

/**
 * The room's deadline for a result that was finished at `finishedAt`: the next `publishBefore` (`HH:mm` at the site) after
 * it, so a test made after today's deadline is due tomorrow.
 */
export function publicationDueAt(finishedAt: Moment, publishBefore: string): Moment {
  const [hours, minutes] = publishBefore.split(':').map(Number)
  const zone = finishedAt.offset * 60_000
  const finished = epochOf(finishedAt)
  const midnight = Math.floor((finished + zone) / DAY_MS) * DAY_MS - zone
  const today = midnight + ((hours ?? 0) * 60 + (minutes ?? 0)) * 60_000
  return momentOf(finished < today ? today : today + DAY_MS, finishedAt.offset)
}

/** The same for many results: those of one hour (or minute, where the deadline is not on the hour) share it. */
export function deadlines(publishBefore: string): (finishedAt: Moment) => Moment {
  const known = new Map<string, Moment>()
  return (finishedAt) => {
    const { utc, offset } = finishedAt
    const shared = publishBefore.endsWith(':00') && offset % 60 === 0 ? 'YYYY-MM-DDTHH' : 'YYYY-MM-DDTHH:MM'
    const key = `${utc.slice(0, shared.length)} ${offset}`
    const dueAt = known.get(key) ?? publicationDueAt(finishedAt, publishBefore)
    known.set(key, dueAt)
    return dueAt
  }
}
