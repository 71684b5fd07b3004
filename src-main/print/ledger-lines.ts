/** One line of a ledger from one record or entry; what was not said is a dash, never a guess. */

import type { EntryData } from '#core/catalog/catalog.ts'
import type { Finding } from '#core/control/conditions.ts'
import type { RecordedCode } from '#core/control/policy.ts'
import type { Basis, Verdict } from '#core/judge/verdict.ts'
import { usableUntil } from '#core/paper.ts'
import type { SampleKind } from '#core/sample/sample.ts'
import type { Moment } from '#core/time.ts'
import { localText } from '#core/time.ts'
import { correctionLine } from './corrections.ts'
import type { DestructionPaper } from './destruction-paper.ts'
import { cell, type LedgerCell } from './ledger.ts'
import { limitWords, methodWords, roundWords, type TestRound, timeWords, verdictWords } from './words.ts'

export interface RawFacts {
  readonly testedAt: Moment
  readonly sampleNo: string
  readonly sampleKind: SampleKind
  readonly food: string
  readonly stallCode: string | null
  readonly stallName: string | null
  readonly takenBy: string
  readonly item: string
  readonly method: string
  readonly value: string
  readonly unit: string | null
  readonly verdict: Verdict
  readonly round: TestRound
  readonly control: boolean
  readonly basis: Basis | null
  readonly packVersion: string | null
  /** Maker and model, or the driver's name. */
  readonly instrument: string
  readonly port: string
  readonly channel: string | null
  readonly flag: string | null
  readonly measuredAt: string | null
  readonly rawValue: string
  readonly rawUnit: string | null
  readonly frameSha256: string
  readonly signedBy: string | null
  readonly origin: 'instrument' | 'manual'
  readonly kitLot: string | null
  readonly bufferLot: string | null
  readonly operator: string | null
  readonly findings: readonly Finding[]
  readonly withdrawn: boolean
}

const conditionWords: Readonly<Record<RecordedCode, string>> = {
  'blank-missing': '没有合格的空白对照',
  'plate-blank-missing': '这一板没有合格的空白对照',
  'blank-failed': '空白对照不合格',
  'positive-control-failed': '阳性质控没有测出阳性',
  'kit-unknown': '没有选试剂批号',
  'kit-expired': '试剂过了有效期',
  'kit-open-too-long': '试剂开封太久',
  'buffer-mismatch': '缓冲液批号不配套',
  'outside-window': '不在判读时间内',
  'operator-untrained': '检测人没有有效培训',
  'instrument-overdue': '仪器校准已过期',
}

/** An override by a second person stands on the record with the name and the reason. */
function findingWords({ code, level, by, why }: Finding): string {
  const words = `▲ ${conditionWords[code]}`
  return level === 'overridden' && by !== undefined ? `${words};${by} 放行:${why ?? ''}` : words
}

const kindWords: Readonly<Record<SampleKind, string>> = {
  ordinary: '',
  blank: '质控:空白',
  'positive-control': '质控:阳性',
  parallel: '质控:平行',
  blind: '质控:盲样',
  training: '练习',
}

export function rawLine(said: RawFacts): readonly LedgerCell[] {
  const { basis } = said
  const card = basis?.card
  const lot = said.kitLot ?? card?.lot ?? null
  const curve = card === undefined ? [] : [`C ${card.c}${card.t === undefined ? '' : `  T ${card.t}`}`]
  const compared = basis?.compared
  const dilution = compared?.dilution == null ? [] : [`稀释 ${compared.dilution} 倍`]
  const control = kindWords[said.sampleKind] || (said.control ? '质控' : '')
  return [
    cell(localText(said.testedAt).slice(11, 19), control, said.withdrawn ? '认领已撤销' : null),
    { ...cell(said.food), small: [said.sampleNo] },
    cell(said.stallCode, said.stallName),
    { ...cell(said.item), small: [said.method] },
    { ...cell(said.instrument), small: [`${said.port}${said.channel === null ? '' : ` 通道 ${said.channel}`}`] },
    {
      ...cell(withUnit(said.rawValue, said.rawUnit), ...curve, said.flag),
      small: said.measuredAt === null ? [] : [`仪器时间 ${said.measuredAt}`],
    },
    {
      ...cell(withUnit(said.value, said.unit), ...dilution, said.origin === 'manual' ? '人工判读' : null),
      struck: said.withdrawn,
    },
    { ...cell(verdictWords[said.verdict], roundWords[said.round]), alarm: said.verdict === 'positive' },
    {
      ...cell(
        basis === null ? null : `${basis.standard} ${limitWords(basis.limit)}`,
        lot === null ? null : `批号 ${lot}${said.bufferLot === null ? '' : `,缓冲液 ${said.bufferLot}`}`,
        ...said.findings.map(findingWords),
      ),
      small: [said.packVersion === null ? '' : `限量包 ${said.packVersion}`, `SHA-256 ${said.frameSha256}`].filter(
        (line) => line !== '',
      ),
    },
    cell(said.takenBy, said.operator, said.signedBy),
  ]
}

function withUnit(value: string, unit: string | null): string {
  return unit === null || !/\d/.test(value) ? value : `${value} ${unit}`
}

/** A case by what its record says; `stage` in the words of the ledger. */
export function caseLine(paper: DestructionPaper, openedAt: Moment, stage: string): readonly LedgerCell[] {
  const { notification, disposal, ground, corrections } = paper
  const answer =
    ground === null
      ? null
      : ground.kind === 'accepted'
        ? `无异议 ${ground.signer}`
        : ground.kind === 'deadline-passed'
          ? '四小时内未提出'
          : `有异议;${ground.laboratory} 报告 ${ground.reportNo}`
  return [
    { ...cell(paper.caseNo), small: [timeWords(openedAt)] },
    { ...cell(paper.food), small: [paper.sampleNo] },
    cell(paper.stallCode, paper.stallName),
    cell(paper.item),
    cell(...paper.values.map(({ round, value }) => `${roundWords[round]} ${value}`)),
    notification === null
      ? cell()
      : { ...cell(notification.receiver, timeWords(notification.receivedAt)), small: [notification.notificationNo] },
    cell(answer),
    disposal === null
      ? cell()
      : cell(
          `${methodWords[disposal.method]} ${disposal.destroyedKg}`,
          `库存 ${disposal.stockKg} 退 ${disposal.returnedKg} 售 ${disposal.soldKg} 留 ${disposal.keptKg}`,
          `${timeWords(disposal.disposedAt)} ${disposal.place}`,
        ),
    cell(...(disposal?.signers ?? []).map(({ role, name }) => `${role} ${name}`)),
    {
      ...cell(disposal === null || paper.draft ? null : paper.recordNo, stage),
      small: corrections.map(correctionLine),
    },
  ]
}

/** `days` are the site's; past its last day a thing is marked. */
function until(day: string | undefined, today: string): LedgerCell {
  return day !== undefined && day < today ? { lines: [`▲ ${day}`], alarm: true } : cell(day)
}

export function kitLine(lot: EntryData<'kit-lot'>, kit: string, today: string): readonly LedgerCell[] {
  const last = usableUntil(lot)
  const over = last !== null && last < today
  const window = lot.windowMinSeconds === undefined && lot.windowMaxSeconds === undefined
  return [
    cell(kit),
    cell(lot.lot),
    cell(lot.maker),
    cell(lot.receivedOn),
    until(lot.expiresOn, today),
    {
      ...cell(lot.openedOn, lot.openedLifeDays === undefined ? null : `${lot.openedLifeDays} 天`),
      ...(over ? { lines: [`▲ ${lot.openedOn ?? ''}`, `用到 ${last}`], alarm: true } : {}),
    },
    cell(lot.storage),
    cell(lot.bufferLot),
    cell(window ? null : `${lot.windowMinSeconds ?? ''}–${lot.windowMaxSeconds ?? ''}`),
    cell(lot.stock === undefined ? null : String(lot.stock)),
    cell(lot.note),
  ]
}

export function instrumentLine(said: EntryData<'instrument'>, today: string): readonly LedgerCell[] {
  return [
    cell(said.code),
    cell(said.model),
    cell(said.maker),
    cell(said.serialNo),
    cell(said.port),
    cell(said.channels === undefined ? null : String(said.channels)),
    cell(said.startedOn),
    cell(said.calibratedOn),
    until(said.calibrationDue, today),
    cell(said.certificateNo),
    cell(said.note),
  ]
}

/** No telephone: a ledger is read by strangers. */
export function staffLine(said: EntryData<'staff'>, today: string): readonly LedgerCell[] {
  return [
    cell(said.code),
    cell(said.name),
    cell(said.duty),
    cell(said.certificateNo),
    until(said.certificateUntil, today),
    cell(said.trainingHours),
    cell(said.trainedOn),
    until(said.trainedUntil, today),
    cell(said.note),
  ]
}
