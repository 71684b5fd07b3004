/** 人工判读: a strip is started, photographed, read inside its window, and becomes a result whose origin says that an eye read it. */

import { canonicalJson } from '#core/canonical.ts'
import { shotTime } from '#core/control/shot-time.ts'
import {
  type StripState,
  type StripWindow,
  type StripWord,
  stripPhase,
  stripSaid,
  stripState,
} from '#core/control/strip.ts'
import { Fault } from '#core/fault.ts'
import type { ResultId, SampleId } from '#core/ids.ts'
import { because } from '#core/judge/reason.ts'
import { MANUAL_DRIVER, MANUAL_PORT } from '#core/reading/origin.ts'
import { type Reading, reading } from '#core/reading/reading.ts'
import { appendAudit } from '#storage/audit.ts'
import { keepFrame } from '#storage/frames.ts'
import { insertKitUse } from '#storage/kit-uses.ts'
import { transaction } from '#storage/open.ts'
import { insertOutcome } from '#storage/outcomes.ts'
import { insertReading } from '#storage/readings.ts'
import { sampleById } from '#storage/samples.ts'
import {
  insertStrip,
  insertStripEnd,
  insertStripPhoto,
  insertStripRead,
  type NewStripPhoto,
  photosOfStrip,
  readsOfStrip,
  type StoredStrip,
  stripById,
} from '#storage/strips.ts'
import { policyOf } from './control-policy.ts'
import { judgeFor } from './judge-reading.ts'
import { windowOf } from './lot-facts.ts'
import type { News, World } from './world.ts'

export interface Starting {
  readonly sampleId: SampleId
  readonly item: string
  readonly method: string
  readonly kit: string
  readonly lot: string
  readonly bufferLot: string | null
  /** As the leaflet says; the lot's own entry in the room's list comes first. */
  readonly window: StripWindow | null
  readonly by: string
}

/** The clock starts here, at the station. Errors: `not-found`, `strip.no-window`, `input.invalid` (a window that ends before it begins). */
export function startStrip(world: World, said: Starting): number {
  const { sampleNo } = sampleById(world.db, said.sampleId)
  const window = windowOf(world, said) ?? said.window
  if (window === null) throw new Fault('strip.no-window', `${said.kit} ${said.lot}`)
  if (window.untilSeconds <= window.fromSeconds) throw new Fault('input.invalid', '判读时间:结束要晚于开始')
  const at = world.now()
  const { item, method, kit, lot, bufferLot, by } = said
  const id = transaction(world.db, () => {
    const kitUse = insertKitUse(world.db, { port: MANUAL_PORT, item, kit, lot, bufferLot, operator: by, by, at })
    const { twoReaders } = policyOf(world)
    const strip = insertStrip(world.db, {
      sampleId: said.sampleId,
      item,
      method,
      kitUse,
      ...window,
      twoReaders,
      by,
      at,
    })
    const detail = JSON.stringify({ strip, item, kit, lot, ...window, twoReaders })
    appendAudit(world.db, { at, by, action: 'strip.start', subject: sampleNo, detail })
    return strip
  })
  world.tell({ kind: 'sample.changed', sampleId: said.sampleId })
  return id
}

/** Errors: `not-found`, `strip.ended`. */
export function addStripPhoto(world: World, photo: Omit<NewStripPhoto, 'shotAt' | 'at'>): void {
  const strip = openStrip(world, photo.strip)
  const at = world.now()
  transaction(world.db, () => {
    const id = insertStripPhoto(world.db, { ...photo, shotAt: shotTime(photo.bytes), at })
    const detail = JSON.stringify({ strip: strip.id, photo: id, of: photo.subject })
    appendAudit(world.db, { at, by: photo.by, action: 'strip.photo', subject: strip.sampleNo, detail })
  })
  world.tell({ kind: 'sample.changed', sampleId: strip.sampleId })
}

/** Where the strip stands by the station's clock. */
export function stateOf(world: World, strip: StoredStrip): StripState {
  const reads = readsOfStrip(world.db, strip.id)
  return stripState(stripPhase(strip.at, strip, world.now()), reads, strip.twoReaders)
}

/**
 * One person's word. The result is there when the last reader has spoken, null before.
 * Errors: `strip.early`, `strip.late`, `strip.no-photo`, `strip.same-reader`, `strip.ended`.
 */
export function readStrip(
  world: World,
  { id, word, by }: { readonly id: number; readonly word: StripWord; readonly by: string },
): ResultId | null {
  const { resultId, news } = transaction(world.db, () => {
    const strip = openStrip(world, id)
    const at = world.now()
    const phase = stripPhase(strip.at, strip, at)
    if (phase.kind === 'early') throw new Fault('strip.early', `还差 ${phase.secondsLeft} 秒`)
    if (phase.kind === 'late') throw new Fault('strip.late', `已过 ${phase.secondsOver} 秒`)
    const subjects = new Set(photosOfStrip(world.db, id).map(({ subject }) => subject))
    if (subjects.size < 2) throw new Fault('strip.no-photo', subjects.has('sample') ? '试纸条' : '样品')
    const [first] = readsOfStrip(world.db, id)
    if (first !== undefined && first.by.trim() === by.trim()) throw new Fault('strip.same-reader', by)
    insertStripRead(world.db, { strip: id, place: first === undefined ? 1 : 2, word, by, at })
    // The word itself stays out of the audit until both have spoken: who reads the audit is no longer blind.
    const detail = JSON.stringify({ strip: id, place: first === undefined ? 1 : 2 })
    appendAudit(world.db, { at, by, action: 'strip.read', subject: strip.sampleNo, detail })
    const state = stateOf(world, strip)
    return state.kind === 'settled' ? settle(world, strip, state, by) : { resultId: null, news: sampleNews(strip) }
  })
  for (const one of news) world.tell(one)
  return resultId
}

/** Past its time with nobody's word, or with one of two: it is recorded as 无效, so that it cannot be read after all. Errors: `strip.ended`, `strip.early`. */
export function endStrip(world: World, { id, by }: { readonly id: number; readonly by: string }): ResultId {
  const { resultId, news } = transaction(world.db, () => {
    const strip = openStrip(world, id)
    const state = stateOf(world, strip)
    if (state.kind !== 'settled') throw new Fault('strip.early', '判读时间还没有过')
    return settle(world, strip, state, by)
  })
  for (const one of news) world.tell(one)
  return resultId
}

/** Spilled, torn, dropped before anybody read it: it ends without a result and stays on record. Errors: `strip.ended`. */
export function giveUpStrip(
  world: World,
  { id, by, why }: { readonly id: number; readonly by: string; readonly why: string },
): void {
  const strip = openStrip(world, id)
  // What one person has seen already cannot be thrown away because it does not please.
  if (stateOf(world, strip).kind !== 'first-due') throw new Fault('strip.ended', '已经有人判读,或过了时间')
  const at = world.now()
  transaction(world.db, () => {
    insertStripEnd(world.db, id, { resultId: null, why, by, at })
    const detail = JSON.stringify({ strip: id, why })
    appendAudit(world.db, { at, by, action: 'strip.give-up', subject: strip.sampleNo, detail })
  })
  for (const news of sampleNews(strip)) world.tell(news)
}

function openStrip(world: World, id: number): StoredStrip {
  const strip = stripById(world.db, id)
  if (strip.end !== null) throw new Fault('strip.ended', strip.sampleNo)
  return strip
}

/** The frame is what was entered, as canonical JSON: bytes, hash, reading and result hang together as an analyzer's do. */
function settle(
  world: World,
  strip: StoredStrip,
  { word, reason }: Extract<StripState, { kind: 'settled' }>,
  by: string,
): { readonly resultId: ResultId; readonly news: readonly News[] } {
  const at = world.now()
  const frame = keepFrame(world.db, { port: MANUAL_PORT, driver: MANUAL_DRIVER, bytes: entered(world, strip), at })
  const said = saidOf(strip, word)
  const heard = { port: MANUAL_PORT, driver: MANUAL_DRIVER, reading: said, at }
  const readingId = insertReading(world.db, { frameId: frame.id, ...heard })
  insertOutcome(world.db, { frameId: frame.id, kind: 'reading', reason: null, readingId })
  const ruling = reason === null ? null : because(reason === 'strip-readers-differ' ? 'undecided' : 'invalid', reason)
  const driver = {
    id: MANUAL_DRIVER,
    method: strip.method,
    guard: 'checksum',
    repeats: 'live',
    channelsSure: false,
  } as const
  const { resultId, news } = judgeFor(
    world,
    {
      readingId,
      reading: said,
      port: MANUAL_PORT,
      driver,
      arrivedAt: at,
      doubt: null,
      strip: { kitUse: strip.kitUse, ruling },
    },
    strip.sampleId,
  )
  insertStripEnd(world.db, strip.id, { resultId, why: reason ?? 'read', by, at })
  const detail = JSON.stringify({ strip: strip.id, word, reason, resultId, sha256: frame.sha256 })
  appendAudit(world.db, { at, by, action: 'strip.settle', subject: strip.sampleNo, detail })
  return { resultId, news: [...news, ...sampleNews(strip)] }
}

function saidOf(strip: StoredStrip, word: StripWord | null): Reading {
  const outcome = reading({
    sampleNo: strip.sampleNo,
    item: strip.item,
    value: word === null ? '' : stripSaid[word],
    recordKey: `strip-${strip.id}`,
  })
  if (outcome.kind !== 'reading') throw new Error('a strip is a reading')
  return outcome.reading
}

function entered(world: World, strip: StoredStrip): Uint8Array {
  const content = {
    strip: strip.id,
    sampleNo: strip.sampleNo,
    item: strip.item,
    method: strip.method,
    kit: strip.kit,
    lot: strip.lot,
    startedAt: strip.at.utc,
    startedBy: strip.by,
    fromSeconds: strip.fromSeconds,
    untilSeconds: strip.untilSeconds,
    reads: readsOfStrip(world.db, strip.id).map(({ by, word, at }) => ({ by, word, at: at.utc })),
    photos: photosOfStrip(world.db, strip.id).map(({ subject, sha256, shotAt }) => ({ subject, sha256, shotAt })),
  }
  return Buffer.from(canonicalJson(content), 'utf8')
}

function sampleNews({ sampleId }: StoredStrip): readonly News[] {
  return [{ kind: 'sample.changed', sampleId }]
}
