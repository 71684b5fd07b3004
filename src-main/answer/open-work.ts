/** What is open: one queue ordered by clock; each line says what it is and what comes next. */
import type { OpenWork, queues } from '#contract/day.ts'
import { dueInOrder } from '#core/failure/due.ts'
import type { FailureStage } from '#core/failure/stage.ts'
import { publicationDueAt } from '#core/kpi/rates.ts'
import { dayBounds, later } from '#core/time.ts'
import { caseRules } from '#flow/case-rules.ts'
import { failureState } from '#flow/follow-failure.ts'
import { followUpsDue } from '#flow/follow-up.ts'
import { draftNotice } from '#flow/publish-notice.ts'
import { siteOf } from '#flow/site.ts'
import type { World } from '#flow/world.ts'
import { claimsPage, openClaimCount } from '#storage/claims.ts'
import { failureById, failuresPage, openFailureCounts } from '#storage/failures.ts'
import { entriesPage, unsentCount } from '#storage/outbox.ts'
import { resultById } from '#storage/results.ts'
import { sampleById } from '#storage/samples.ts'
import { openStrips } from '#storage/strips.ts'

type Queue = (typeof queues)[number]

/** More open work than fits a morning is shown by its oldest; the desk behind each number has all of it. */
const LONGEST = 50

export function openCounts(world: World): Record<Queue, number> {
  const { retest, disposal } = openFailureCounts(world.db)
  return {
    strip: openStrips(world.db).length,
    claim: openClaimCount(world.db),
    retest,
    disposal,
    'follow-up': followUpsDue(world).length,
    upload: unsentCount(world.db),
    publish: draftNotice(world).waiting.length,
  }
}

export function openWork(world: World, queue?: Queue): OpenWork[] {
  const asked = (one: Queue) => queue === undefined || queue === one
  const work = [
    ...(asked('retest') || asked('disposal') ? failureWork(world).filter((one) => asked(one.queue)) : []),
    ...(asked('follow-up') ? followUpWork(world) : []),
    ...(asked('strip') ? stripWork(world) : []),
    ...(asked('claim') ? claimWork(world) : []),
    ...(asked('publish') ? publishWork(world) : []),
    ...(asked('upload') ? uploadWork(world) : []),
  ]
  return work.sort((a, b) => compare(a, b))
}

/** Whatever has a clock first, the earliest clock before the others; then the longest waiting. */
function compare(a: OpenWork, b: OpenWork): number {
  const [left, right] = [a.dueAt?.utc ?? '9', b.dueAt?.utc ?? '9']
  if (left !== right) return left < right ? -1 : 1
  return a.since.utc < b.since.utc ? -1 : 1
}

function failureWork(world: World): OpenWork[] {
  const { db } = world
  const [rules, now] = [caseRules(world), world.now()]
  return failuresPage(db, { open: true, after: null, limit: LONGEST }).rows.map((failure) => {
    const sample = sampleById(db, failure.sampleId)
    const due = dueInOrder(failureState(world, failure.id), now, rules)[0]
    return {
      queue: failure.stage === 'retest-due' ? 'retest' : 'disposal',
      target: `failure:${failure.id}`,
      title: `${sample.food} ${sample.stallCode ?? ''} ${failure.item}`.trim(),
      next: failure.stage satisfies FailureStage,
      dueAt: due?.dueAt ?? null,
      // The clock's own beginning: what is due as it begins is pressing, not late.
      since: due?.since ?? failure.openedAt,
    }
  })
}

/** Due by the end of the day, at the site. */
function followUpWork(world: World): OpenWork[] {
  return followUpsDue(world).map(({ failureId, food, item, day, since }) => {
    const { stallCode } = failureById(world.db, failureId)
    return {
      queue: 'follow-up',
      target: `failure:${failureId}`,
      title: `${food} ${stallCode ?? ''} ${item}`,
      next: 'follow-up',
      dueAt: { utc: dayBounds(day, since.offset).until, offset: since.offset },
      since,
    }
  })
}

/** A strip that develops waits for nobody: its clock ends with its window. */
function stripWork({ db }: World): OpenWork[] {
  return openStrips(db).map((strip) => ({
    queue: 'strip',
    target: `strip:${strip.sampleId}`,
    title: `${strip.food} ${strip.item}`,
    next: 'read',
    dueAt: later(strip.at, strip.untilSeconds * 1000),
    since: strip.at,
  }))
}

function claimWork({ db }: World): OpenWork[] {
  return claimsPage(db, { after: null, limit: LONGEST }).rows.map(({ readingId, reason, heard }) => ({
    queue: 'claim',
    target: `claim:${readingId}`,
    title: `${heard.reading.item} ${heard.reading.value} ${heard.reading.unit ?? ''}`.trim(),
    next: reason,
    dueAt: null,
    since: heard.heardAt,
  }))
}

function publishWork(world: World): OpenWork[] {
  const { waiting } = draftNotice(world)
  const [first] = waiting
  if (first === undefined) return []
  const { testedAt } = resultById(world.db, first)
  return [
    {
      queue: 'publish',
      target: 'notice:draft',
      title: String(waiting.length),
      next: 'approve',
      dueAt: publicationDueAt(testedAt, siteOf(world).publishBefore),
      since: testedAt,
    },
  ]
}

function uploadWork({ db }: World): OpenWork[] {
  const parked = entriesPage(db, { state: 'parked', after: null, limit: LONGEST }).rows
  return parked.map(({ id, platform, reason, createdAt }) => ({
    queue: 'upload',
    target: `entry:${id}`,
    title: platform,
    next: reason ?? 'parked',
    dueAt: null,
    since: createdAt,
  }))
}
