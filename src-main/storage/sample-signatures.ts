/** Who signed a sample's sheet on the screen: the pen's lines, bound by hash to exactly what the sheet said at that moment. */
import type { SampleId } from '#core/ids.ts'
import type { SheetSigner, Strokes } from '#core/sample/sheet.ts'
import type { Moment } from '#core/time.ts'
import type { Db } from './sqlite.ts'
import { all, insert, moment } from './statements.ts'

export interface SheetSignature {
  readonly signer: SheetSigner
  readonly name: string
  readonly strokes: Strokes
  /** SHA-256 of the canonical content that was signed. */
  readonly sheetSha256: string
  /** The row of the person's own signature by PIN; null for a stall holder, and in a room without accounts. */
  readonly signatureId: number | null
  readonly at: Moment
}

export function insertSheetSignature(db: Db, sampleId: SampleId, signature: SheetSignature): void {
  insert(
    db,
    `INSERT INTO sample_signatures (sample, signer, name, strokes, sheet_sha256, signature_id, signed_at, signed_zone)
     VALUES ((SELECT seq FROM samples WHERE id = ?), ?, ?, ?, ?, ?, ?, ?)`,
    sampleId,
    signature.signer,
    signature.name,
    JSON.stringify(signature.strokes),
    signature.sheetSha256,
    signature.signatureId,
    signature.at.utc,
    signature.at.offset,
  )
}

/** Oldest first: a sheet that was changed is signed again, the earlier signature stays. */
export function sheetSignatures(db: Db, sampleId: SampleId): readonly SheetSignature[] {
  return all<
    Omit<SheetSignature, 'at' | 'strokes'> & { readonly strokes: string; readonly at: string; readonly zone: number }
  >(
    db,
    `SELECT g.signer, g.name, g.strokes, g.sheet_sha256 AS sheetSha256, g.signature_id AS signatureId, g.signed_at AS at,
       g.signed_zone AS zone
     FROM sample_signatures g JOIN samples s ON s.seq = g.sample WHERE s.id = ? ORDER BY g.id`,
    sampleId,
  ).map(({ strokes, at, zone, ...row }) => ({
    ...row,
    strokes: JSON.parse(strokes) as Strokes,
    at: moment(at, zone),
  }))
}
