/** What the ledgers list of the records: the results of a day with their readings, and the cases opened in a period. */
import type { Finding } from '#core/control/conditions.ts'
import type { FailureId, ResultId } from '#core/ids.ts'
import type { Basis, Verdict } from '#core/judge/verdict.ts'
import type { Round } from '#core/sample/round.ts'
import type { SampleKind } from '#core/sample/sample.ts'
import type { Moment } from '#core/time.ts'
import type { Period } from './period.ts'
import type { Db } from './sqlite.ts'
import { all, moment } from './statements.ts'

export interface RawLine {
  readonly id: ResultId
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
  readonly round: Round
  readonly control: boolean
  readonly basis: Basis | null
  readonly packVersion: string | null
  readonly port: string
  readonly driver: string
  readonly channel: string | null
  readonly flag: string | null
  /** What the analyzer's clock said. */
  readonly measuredAt: string | null
  readonly rawValue: string
  readonly rawUnit: string | null
  readonly frameSha256: string
  /** Who signed the test, when somebody did. */
  readonly signedBy: string | null
  readonly origin: 'instrument' | 'manual'
  readonly kitLot: string | null
  readonly bufferLot: string | null
  /** Who worked at the port with that kit. */
  readonly operator: string | null
  /** What was wrong around the test, and who let it pass. */
  readonly findings: readonly Finding[]
  /** Its claim was taken back: it stays readable and counts for nothing. */
  readonly withdrawn: boolean
}

interface RawRow extends Omit<RawLine, 'testedAt' | 'control' | 'basis' | 'findings' | 'withdrawn'> {
  readonly at: string
  readonly zone: number
  readonly control: number
  readonly basis: string | null
  readonly findings: string | null
  readonly withdrawn: number
}

/** In the order they were tested; at most `limit`. */
export function rawLines(db: Db, { from, until }: Period, limit: number): readonly RawLine[] {
  return all<RawRow>(
    db,
    `SELECT r.id, s.sample_no AS sampleNo, s.kind AS sampleKind, s.food, s.stall_code AS stallCode,
       s.stall_name AS stallName, s.taken_by AS takenBy, r.item, r.method, r.value, r.unit, r.verdict, r.round, r.control,
       r.basis, r.pack_version AS packVersion, g.port, g.driver, g.channel, g.flag, g.measured_at AS measuredAt,
       g.value AS rawValue, g.unit AS rawUnit, f.sha256 AS frameSha256, r.tested_at AS at, r.tested_zone AS zone,
       (SELECT group_concat(DISTINCT n.name) FROM signatures n
         WHERE n.subject = 'result:' || r.id AND n.meaning = 'test') AS signedBy,
       r.origin, u.lot AS kitLot, u.buffer_lot AS bufferLot, u.operator, x.findings,
       EXISTS (SELECT 1 FROM claim_withdrawals w WHERE w.result_id = r.id) AS withdrawn
     FROM results r JOIN samples s ON s.seq = r.sample JOIN readings g ON g.id = r.reading_id JOIN frames f ON f.id = g.frame_id
       LEFT JOIN kit_uses u ON u.id = r.kit_use LEFT JOIN result_findings x ON x.result_id = r.id
     WHERE r.tested_at >= ? AND r.tested_at < ? ORDER BY r.tested_at, r.id LIMIT ?`,
    from,
    until,
    limit,
  ).map(({ at, zone, control, basis, findings, withdrawn, ...line }) => ({
    ...line,
    testedAt: moment(at, zone),
    control: control === 1,
    basis: basis === null ? null : (JSON.parse(basis) as Basis),
    findings: findings === null ? [] : (JSON.parse(findings) as readonly Finding[]),
    withdrawn: withdrawn === 1,
  }))
}

/** Cases opened in that time, oldest first; at most `limit`. */
export function casesOpened(db: Db, { from, until }: Period, limit: number): readonly FailureId[] {
  return all<{ readonly id: FailureId }>(
    db,
    'SELECT id FROM failures WHERE opened_at >= ? AND opened_at < ? ORDER BY opened_at, seq LIMIT ?',
    from,
    until,
    limit,
  ).map(({ id }) => id)
}
