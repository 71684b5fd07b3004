/** Answers for the outbox: what is owed, every attempt, every receipt; and trying again now. */
import type { EntryRow, PlatformView } from '#contract/outbox.ts'
import { Fault } from '#core/fault.ts'
import type { EntryId } from '#core/ids.ts'
import type { Platform } from '#flow/platform.ts'
import { tryAgainNow } from '#flow/retry-entry.ts'
import { failureById } from '#storage/failures.ts'
import { uploadRate } from '#storage/kpi.ts'
import {
  attemptsOf,
  countsOfPlatform,
  entriesPage,
  entryById,
  oldestUnsent,
  type StoredEntry,
} from '#storage/outbox.ts'
import { resultById } from '#storage/results.ts'
import type { Desk } from './desk.ts'
import { faultCard, os } from './implementer.ts'
import { ratePeriod } from './period.ts'

export function outboxAnswers({ world, sending }: Desk) {
  const platformView = (platform: Platform): PlatformView => {
    const trouble = sending.find((one) => one.platform === platform.name)?.trouble() ?? null
    return {
      name: platform.name,
      kind: platform.kind,
      url: platform.url,
      healthy: trouble === null,
      fault: trouble === null ? null : faultCard(new Fault('platform.unreachable', trouble)),
      rate: uploadRate(world.db, ratePeriod(world.now()), platform.name),
      oldestUnsent: oldestUnsent(world.db, platform.name),
      counts: countsOfPlatform(world.db, platform.name),
    }
  }
  const row = (entry: StoredEntry): EntryRow => {
    const { id, platform, state, subject, createdAt, nextAt, tries, receipt, reason } = entry
    return { id, platform, state, subject, title: titleOf(entry), createdAt, nextAt, tries, receipt, reason }
  }
  function titleOf({ subject }: StoredEntry): string {
    const about =
      subject.kind === 'failure' ? failureById(world.db, subject.id) : resultById(world.db, Number(subject.id))
    return `${subject.kind === 'failure' ? '销毁 ' : ''}${about.sampleNo} ${about.food} ${about.item}`
  }
  return {
    platforms: os.outbox.platforms.handler(() => world.platforms.map(platformView)),
    entries: os.outbox.entries.handler(({ input }) => {
      const { rows, next } = entriesPage(world.db, input)
      return { rows: rows.map(row), next }
    }),
    entry: os.outbox.entry.handler(({ input }) => {
      const entry = entryById(world.db, input.id as EntryId)
      return {
        entry: row(entry),
        payload: entry.payload,
        attempts: attemptsOf(world.db, entry.id).map(({ entryId: _, ...attempt }) => attempt),
      }
    }),
    retry: os.outbox.retry.handler(({ input }) => {
      const entry = tryAgainNow(world, input.id as EntryId, input.by)
      sending.find((one) => one.platform === entry.platform)?.wake()
      return row(entryById(world.db, entry.id))
    }),
  }
}
