/** The conditions of a test: lot, operator, instrument, blank, window; what of them is wrong and what that makes of the result. */
import { because } from '../judge/reason.ts'
import type { Judgement } from '../judge/verdict.ts'
import { dayOf, epochOf, type Moment } from '../time.ts'
import type { BatchControls } from './batch.ts'
import { type ConditionCode, type ControlPolicy, type Level, missingBlank, type RecordedCode } from './policy.ts'

/** What the box and the room's list say of the lot in use; null where nobody said. Days are `YYYY-MM-DD` at the site. */
export interface LotFacts {
  readonly kit: string
  readonly lot: string
  readonly expiresOn: string | null
  readonly openedOn: string | null
  readonly openedLifeDays: number | null
  /** The buffer lot that belongs to this one, and the one on the bench. */
  readonly bufferLot: string | null
  readonly bufferInUse: string | null
}

export interface OperatorFacts {
  readonly name: string
  /** In the room's list of staff. */
  readonly onRecord: boolean
  /** Last days on which training and certificate count; null: not on record. */
  readonly trainedUntil: string | null
  readonly certificateUntil: string | null
}

export interface Circumstances {
  readonly item: string
  readonly method: string
  readonly at: Moment
  readonly controls: BatchControls
  /** A card or strip with a control line of its own. */
  readonly ownLine: boolean
  readonly lot: LotFacts | null
  /** Null: nobody was named, or the room keeps no list of staff. */
  readonly operator: OperatorFacts | null
  /** The last day the instrument's certificate counts; null: none on record. */
  readonly calibratedUntil: string | null
  /** Of a strip or card that a person times; null: the instrument times itself. */
  readonly window: 'early' | 'inside' | 'late' | null
}

/** `overridden`: a block that a second person turned into a printed warning. */
export interface Finding {
  readonly code: RecordedCode
  readonly level: 'block' | 'warn' | 'overridden'
  /** The numbers behind it, never a sentence. */
  readonly detail: string
  /** Who let it pass and why; only where overridden. */
  readonly by?: string
  readonly why?: string
}

/** In the order of the codes' list; nothing for a code that the policy has switched off. */
export function findingsOf(around: Circumstances, policy: ControlPolicy): readonly Finding[] {
  const found: Finding[] = []
  const add = (code: ConditionCode, detail: string, level: Level = policy.conditions[code]) => {
    if (level !== 'off') found.push({ code, level, detail })
  }
  const { controls, lot, operator } = around
  const today = dayOf(around.at)
  const missing = missingBlank(policy, around)
  if (controls.blank === 'missing') add('blank-missing', '', missing)
  // A blank that nothing can read vouches for as little as none.
  if (controls.blank === 'unread') add('blank-missing', 'unread', missing)
  if (controls.blank === 'failed') add('blank-failed', '')
  if (controls.positiveControl === 'failed') add('positive-control-failed', '')
  if (lot === null) add('kit-unknown', '')
  else for (const [code, detail] of wrongWithLot(lot, today)) add(code, detail)
  if (around.window === 'early' || around.window === 'late') add('outside-window', around.window)
  const untrained = operator === null ? null : untrainedSince(operator, today)
  if (untrained !== null) add('operator-untrained', untrained)
  if (around.calibratedUntil !== null && around.calibratedUntil < today)
    add('instrument-overdue', around.calibratedUntil)
  return found
}

function wrongWithLot(lot: LotFacts, today: string): readonly (readonly [ConditionCode, string])[] {
  const wrong: [ConditionCode, string][] = []
  if (lot.expiresOn !== null && lot.expiresOn < today) wrong.push(['kit-expired', lot.expiresOn])
  const last = lastOpenDay(lot)
  if (last !== null && last < today) wrong.push(['kit-open-too-long', `${lot.openedOn ?? ''}, ${last}`])
  if (lot.bufferLot !== null && lot.bufferInUse !== null && lot.bufferLot.trim() !== lot.bufferInUse.trim())
    wrong.push(['buffer-mismatch', `${lot.bufferInUse}, ${lot.bufferLot}`])
  return wrong
}

/** Opened on the 1st with a life of 7 days it may be used up to and on the 8th. */
function lastOpenDay({ openedOn, openedLifeDays }: LotFacts): string | null {
  if (openedOn === null || openedLifeDays === null) return null
  const opened = epochOf({ utc: `${openedOn}T00:00:00.000Z`, offset: 0 })
  return Number.isNaN(opened) ? null : new Date(opened + openedLifeDays * 86_400_000).toISOString().slice(0, 10)
}

/** 操作指南 (国市监食检规〔2023〕1号 annex 1) art. 3: 经专业培训并考核合格后上岗. */
function untrainedSince(operator: OperatorFacts, today: string): string | null {
  const { name, onRecord, trainedUntil, certificateUntil } = operator
  if (!onRecord || (trainedUntil === null && certificateUntil === null)) return name
  const ended = [trainedUntil, certificateUntil].filter((day) => day !== null && day < today)
  return ended.length === 0 ? null : `${name}, ${ended.join(', ')}`
}

/** The test is 无效 for want of a valid blank, whatever else is wrong. */
export function lacksBlank(findings: readonly Finding[]): boolean {
  return findings.some(({ code, level }) => level === 'block' && (code === 'blank-missing' || code === 'blank-failed'))
}

/** What a second person let pass for a batch. */
export interface Override {
  readonly codes: readonly RecordedCode[]
  readonly by: string
  readonly why: string
}

/** Only blocks need it, and only the codes that were named when it was signed. */
export function overridden(findings: readonly Finding[], overrides: readonly Override[]): readonly Finding[] {
  return findings.map((finding) => {
    const given = finding.level === 'block' ? overrides.find(({ codes }) => codes.includes(finding.code)) : undefined
    return given === undefined ? finding : { ...finding, level: 'overridden', by: given.by, why: given.why }
  })
}

/**
 * A block makes the result 无效 and keeps in its reason what the value alone would have said. 待判定 stays as it is when nothing
 * blocks; nothing here ever turns a result into a pass.
 */
export function underFindings(judgement: Judgement, findings: readonly Finding[]): Judgement {
  const blocks = findings.filter(({ level }) => level === 'block')
  if (blocks.length === 0) return judgement
  const codes = blocks.map(({ code }) => code).join(', ')
  return {
    ...because('invalid', 'control-blocked', `${codes} (${judgement.verdict}, ${judgement.reason})`),
    basis: judgement.basis,
  }
}
