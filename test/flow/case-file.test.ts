/** A case's file: all of its evidence in one PDF, the hashes true to the bytes that are kept, and how long the click takes. */
import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import type { FailureStep } from '#core/failure/event.ts'
import type { EvidenceId, FailureId } from '#core/ids.ts'
import { caseFile } from '#flow/case-file.ts'
import { recordPaper } from '#flow/failure-papers.ts'
import { addEvidence, stepFailure } from '#flow/step-failure.ts'
import { evidenceBytes } from '#storage/failures.ts'
import { needs } from '#test/fakes/needs.ts'
import { picturesOf, textOf } from '#test/print/fixtures/pdf.ts'
import { pngOf } from '#test/print/fixtures/pictures.ts'
import { measured, type Room, room, taken } from './room.ts'

const hashOf = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')

function photo(at: Room, id: FailureId, name: string, width: number): EvidenceId {
  const bytes = pngOf(width, width, 2)
  return addEvidence(at.world, { failureId: id, name, mime: 'image/png', bytes, by: '王敏' }).id
}

/** A case from its first positive to its end, with so many photographs, one of them of the seal. */
async function closed(at: Room, photos: number, width: number): Promise<FailureId> {
  const { sampleNo } = taken(at)
  const [first] = ['63.20', '58.75', '61.10'].map((value) => measured(at, sampleNo, value))
  const id = String(first?.failureId) as FailureId
  photo(at, id, '封存/现场.png', width)
  const evidence = Array.from({ length: photos - 1 }, (_, index) => photo(at, id, `销毁${index}.png`, width))
  const now = at.clock.now()
  const steps: readonly FailureStep[] = [
    { kind: 'serve-notice', noticeNo: 'GZ-1', receiver: '王记', receivedAt: now, saleSuspended: true },
    { kind: 'accept', signer: '王记' },
    { kind: 'plan-disposal', method: 'destroy', place: '中转站', plannedAt: now, reportedTo: '区市场监管所' },
    {
      kind: 'dispose',
      method: 'destroy',
      place: '中转站',
      disposedAt: now,
      stockKg: '12.5',
      destroyedKg: '12.5',
      returnedKg: '0',
      soldKg: '0',
      keptKg: '0',
      signers: [
        { role: '检测员', name: '王敏' },
        { role: '经营户', name: '王记' },
        { role: '监督人', name: '赵强' },
      ],
      evidence,
    },
    { kind: 'close' },
  ]
  for (const step of steps) await stepFailure(at.world, { id, step, by: '王敏' })
  return id
}

const linesOf = (bytes: Uint8Array) =>
  Buffer.from(bytes)
    .toString('utf8')
    .trimEnd()
    .split('\n')
    .map((line) => line.split('  ') as [hash: string, name: string])

describe('a case file', () => {
  it('names every kept file by the hash of its bytes, and is the same for the same case', async () => {
    const at = room({ needsBlank: false })
    const id = await closed(at, 3, 40)
    const before = at.everything()
    const { file, hashes } = await caseFile(at.world, id)
    expect(at.everything()).toEqual(before)
    const said = new Map(linesOf(hashes.bytes).map(([hash, name]) => [name, hash]))
    const record = await recordPaper(at.world, id)
    const kept: readonly (readonly [string, Uint8Array])[] = [
      [file.name, file.bytes],
      [record.name, record.bytes],
      ...at
        .rows('SELECT id, name FROM evidence ORDER BY seq')
        .map((row, index): readonly [string, Uint8Array] => [
          `证据${index + 1}-${String(row.name).replace('/', '_')}`,
          evidenceBytes(at.world.db, row.id as EvidenceId),
        ]),
      ...at
        .rows('SELECT id, bytes FROM frames WHERE id IN (SELECT frame_id FROM readings) ORDER BY id')
        .map((row): readonly [string, Uint8Array] => [`报文${row.id}.bin`, row.bytes as Uint8Array]),
    ]
    expect([...said].sort()).toEqual(kept.map(([name, bytes]) => [name, hashOf(bytes)]).sort())
    expect(kept).toHaveLength(1 + 1 + 3 + 3)
    expect(hashOf((await caseFile(at.world, id)).file.bytes)).toBe(hashOf(file.bytes))
  })

  it.skipIf(!needs('pdftotext'))(
    'holds results, bytes, steps, signers, audit, every photograph (needs pdftotext)',
    async () => {
      const at = room({ needsBlank: false })
      const id = await closed(at, 3, 40)
      const { file } = await caseFile(at.world, id)
      const text = textOf(file.bytes)
      const [frame] = at.rows(
        'SELECT bytes, sha256 FROM frames WHERE id IN (SELECT frame_id FROM readings) ORDER BY id',
      )
      const audit = at.rows("SELECT sha256 FROM audit WHERE subject LIKE 'CZ-%'")
      expect(audit.length).toBeGreaterThan(5)
      for (const said of [
        '不合格处置案卷',
        '63.20',
        '58.75',
        '61.10',
        '四小时',
        'GZ-1',
        '区市场监管所',
        '监督人赵强',
        String(frame?.sha256),
        Buffer.from(frame?.bytes as Uint8Array)
          .toString('hex')
          .slice(0, 60),
        ...at.rows('SELECT sha256 FROM evidence').map(({ sha256 }) => String(sha256)),
        ...audit.map(({ sha256 }) => String(sha256)),
      ])
        expect(text).toContain(said)
      expect(picturesOf(file.bytes)).toHaveLength(3)
      expect(text).not.toContain('尚未结案')
      // What a person reads is Chinese; codes are for programs.
      expect(text).not.toMatch(/failure\.[a-z]/)
    },
  )

  it('of an open case says so, and is made at any stage', async () => {
    const at = room({ needsBlank: false })
    const id = String(measured(at, taken(at).sampleNo, '63.20').failureId) as FailureId
    const { file, hashes } = await caseFile(at.world, id)
    expect(linesOf(hashes.bytes).map(([, name]) => name)).toEqual([file.name, expect.stringMatching(/^报文\d+\.bin$/)])
    await expect(caseFile(at.world, 'F-none' as FailureId)).rejects.toMatchObject({ code: 'not-found' })
  })

  it('says how long the click takes with twenty photographs', async () => {
    const at = room({ needsBlank: false })
    const id = await closed(at, 20, 1200)
    const start = performance.now()
    const { file } = await caseFile(at.world, id)
    const ms = performance.now() - start
    console.info(`case file of 20 photographs: ${ms.toFixed(0)} ms, ${(file.bytes.length / 1e6).toFixed(1)} MB`)
    expect(Buffer.from(file.bytes).toString('latin1', 0, 5)).toBe('%PDF-')
  })
})
