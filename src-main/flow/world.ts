/** The world a flow function acts in: a plain object handed over, no container, no global. */

import type { FailureRules } from '#core/failure/rules.ts'
import type { ResultId } from '#core/ids.ts'
import type { LimitPack } from '#core/judge/limit-pack.ts'
import type { Numbering } from '#core/sample/match.ts'
import type { Moment } from '#core/time.ts'
import type { PaperFonts } from '#print/fonts.ts'
import type { Db } from '#storage/open.ts'
import type { Platform } from './platform.ts'

/** What happened, by identity alone; whoever is interested asks for the rest. */
export type News =
  | { readonly kind: 'result.recorded'; readonly resultId: ResultId }
  | { readonly kind: 'reading.unclaimed'; readonly readingId: number }
  | { readonly kind: 'frame.damaged'; readonly port: string; readonly reason: string }
  | { readonly kind: 'port.changed'; readonly port: string }
  | { readonly kind: 'outbox.moved'; readonly platform: string }
  | { readonly kind: 'failure.moved'; readonly failureId: string }
  | { readonly kind: 'notice.changed'; readonly noticeId: string }
  | { readonly kind: 'sample.changed'; readonly sampleId: string }
  | { readonly kind: 'settings.changed' }
  | { readonly kind: 'catalog.changed'; readonly list: string }
  | { readonly kind: 'person.changed' }

/** The three lines pino gives us; flow knows no logger. */
export interface Log {
  info(data: object, message: string): void
  warn(data: object, message: string): void
  error(data: object, message: string): void
}

export interface PortFacts {
  /** What it measures by where neither the analyzer nor its driver can say. */
  readonly method: string | null
  /** The device's item codes and what this site calls them. */
  readonly itemNames: Readonly<Record<string, string>>
  /** It answers as another device than the one known here, and nobody has said yet that it is right. */
  readonly stranger: string | null
  /** Whose numbers the device sends, as the site says; without a word a short number counts once for each sample and item. */
  readonly numbering?: Numbering | null
}

export interface World {
  readonly db: Db
  readonly file: string
  readonly demo: boolean
  readonly version: string
  readonly now: () => Moment
  /** 0 inclusive to 1 exclusive. */
  readonly random: () => number
  readonly newId: () => string
  /** In force now: two persons may put another one in its place at any time. */
  readonly pack: LimitPack
  readonly rules: FailureRules
  readonly platforms: readonly Platform[]
  /** What the site says of each port, by name, and what the device on it said of itself. */
  readonly ports: Map<string, PortFacts>
  /** Read when the first paper is printed; a station that prints nothing never loads them. */
  readonly fonts: () => PaperFonts
  readonly tell: (news: News) => void
  readonly log: Log
}
