/** What a case gathers: films in pieces, receipts drawn on the screen, signatures with a PIN. */
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { MOST_CHUNK, MOST_FILM } from '#core/failure/film.ts'
import type { FailureId } from '#core/ids.ts'
import { caseFile } from '#flow/case-file.ts'
import { saveMethods } from '#flow/case-rules.ts'
import { notificationPaper, recordPaper } from '#flow/failure-papers.ts'
import { failureState } from '#flow/follow-failure.ts'
import { addFilm, beginFilm, endFilm, readFilm } from '#flow/keep-film.ts'
import { noticeContent } from '#flow/notice-content.ts'
import { stepFailure } from '#flow/step-failure.ts'
import { evidenceOf } from '#storage/failures.ts'
import { signaturesOf } from '#storage/signatures.ts'
import { textOf } from '#test/print/fixtures/pdf.ts'
import { pngOf } from '#test/print/fixtures/pictures.ts'
import { disposed, photo, planned, positive, served, walk } from './case-steps.ts'
import { PIN, personWith } from './people.ts'
import { type Room, room } from './room.ts'

const hashOf = (bytes: Uint8Array | string) => createHash('sha256').update(bytes).digest('hex')
const accepted = { kind: 'accept', signer: '李强' } as const

/** A film that begins as MP4 does. */
function film(size: number): Buffer {
  const bytes = Buffer.alloc(size, 7)
  bytes.write('ftypisom', 4, 'latin1')
  return bytes
}

function begun(at: Room, id: FailureId, bytes: number) {
  return beginFilm(at.world, { failureId: id, name: '销毁.mp4', mime: 'video/mp4', bytes, by: '王敏' }).upload
}

function sent(at: Room, id: FailureId, bytes: Uint8Array) {
  const upload = begun(at, id, bytes.length)
  for (let from = 0; from < bytes.length; from += MOST_CHUNK)
    addFilm(at.world, upload, from, bytes.subarray(from, from + MOST_CHUNK))
  return endFilm(at.world, upload)
}

const folder = (at: Room) => `${at.file}.films`

describe('a film', () => {
  it('lies beside the database under its hash, in the order of the evidence, and is read back piece by piece', () => {
    const at = room({ needsBlank: false })
    const { id } = positive(at)
    const bytes = film(2 * MOST_CHUNK + 100)
    photo(at, id)
    at.clock.pass(1000)
    const kept = sent(at, id, bytes)
    expect(kept).toMatchObject({ film: true, size: bytes.length, sha256: hashOf(bytes), mime: 'video/mp4' })
    expect(evidenceOf(at.world.db, id).map(({ film }) => film)).toEqual([false, true])
    expect(readdirSync(folder(at))).toEqual([kept.sha256])
    expect(hashOf(readFileSync(join(folder(at), kept.sha256)))).toBe(kept.sha256)
    const pieces = [0, 1, 2].map((index) => readFilm(at.world, kept.id, index * MOST_CHUNK).content)
    expect(hashOf(Buffer.concat(pieces))).toBe(kept.sha256)
    expect(at.count('evidence')).toBe(1)
    // The same film again is another row and the same file.
    sent(at, id, bytes)
    expect(readdirSync(folder(at))).toEqual([kept.sha256])
  })

  it('counts as evidence, is named in the case file by its hash, and a lost file is said', async () => {
    const at = room({ needsBlank: false })
    const { id } = positive(at)
    const kept = sent(at, id, film(5000))
    await walk(at, id, served(at), accepted, planned(at), disposed(at, [kept.id]), { kind: 'close' })
    const { file, hashes } = await caseFile(at.world, id)
    expect(Buffer.from(hashes.bytes).toString()).toContain(`${kept.sha256}  证据1-销毁.mp4`)
    expect(textOf(file.bytes)).toContain(kept.sha256)
    rmSync(join(folder(at), kept.sha256))
    expect(textOf((await caseFile(at.world, id)).file.bytes)).toContain('文件不在')
    expect(() => readFilm(at.world, kept.id, 0)).toThrow(expect.objectContaining({ code: 'file.unreadable' }))
  })

  it.each<[string, (at: Room, upload: string) => unknown]>([
    ['is no film', (at, upload) => addFilm(at.world, upload, 0, Buffer.alloc(100))],
    ['comes out of order', (at, upload) => addFilm(at.world, upload, 50, film(50))],
    ['is longer than was said', (at, upload) => addFilm(at.world, upload, 0, film(101))],
    ['is not whole', (at, upload) => endFilm(at.world, upload)],
  ])('that %s leaves nothing behind', (_, spoil) => {
    const at = room({ needsBlank: false })
    const { id } = positive(at)
    const before = at.everything()
    const upload = begun(at, id, 100)
    expect(() => spoil(at, upload)).toThrow(expect.objectContaining({ code: 'input.invalid' }))
    expect(readdirSync(folder(at))).toEqual([])
    expect(at.everything()).toEqual(before)
    expect(() => addFilm(at.world, upload, 0, film(100))).toThrow(expect.objectContaining({ code: 'not-found' }))
  })

  it('of a window that died is cleared away by the next one; too large a one is refused', () => {
    const at = room({ needsBlank: false })
    const { id } = positive(at)
    for (let count = 0; count < 6; count++) addFilm(at.world, begun(at, id, 100), 0, film(50))
    expect(readdirSync(folder(at)).length).toBe(4)
    expect(() => begun(at, id, MOST_FILM + 1)).toThrow(expect.objectContaining({ code: 'input.too-large' }))
  })
})

describe('a notice signed on the screen', () => {
  const drawing = pngOf(60, 20, 6)

  function screen(at: Room, id: FailureId, change: object = {}) {
    const { noticeNo, sha256 } = noticeContent(at.world, id)
    const receipt = { kind: 'screen' as const, shownSha256: sha256, drawingSha256: hashOf(drawing), ...change }
    return {
      kind: 'serve-notice' as const,
      noticeNo,
      receiver: '李强',
      receivedAt: at.clock.now(),
      saleSuspended: true as const,
      receipt,
    }
  }

  it('keeps the drawing with exactly what was shown, starts the four hours, and is on the paper', async () => {
    const at = room({ needsBlank: false })
    const { id } = positive(at)
    const { text, sha256 } = noticeContent(at.world, id)
    expect(text).toContain('四小时内申请复检')
    await stepFailure(at.world, { id, step: screen(at, id), by: '王敏', drawing })
    const [row] = at.rows('SELECT signer, shown, shown_sha256, sha256, png FROM drawings')
    expect(row).toMatchObject({ signer: '李强', shown: text, shown_sha256: sha256, sha256: hashOf(drawing) })
    expect(hashOf(String(row?.shown))).toBe(sha256)
    const state = failureState(at.world, id)
    expect([state.stage, state.clock?.next]).toEqual(['objection-open', 'let-deadline-pass'])
    expect(textOf((await notificationPaper(at.world, id)).bytes)).toContain(sha256)
    // What is shown later is still what was signed.
    expect(noticeContent(at.world, id).sha256).toBe(sha256)
  })

  it.each<[string, object, Uint8Array | undefined]>([
    ['the content was another', { shownSha256: 'ab'.repeat(32) }, drawing],
    ['the drawing was another', { drawingSha256: 'ab'.repeat(32) }, drawing],
    ['there is no drawing', {}, undefined],
    ['the drawing is no picture', { drawingSha256: hashOf('<svg>') }, Buffer.from('<svg>')],
  ])('is refused when %s, and nothing is kept', async (_, change, png) => {
    const at = room({ needsBlank: false })
    const { id } = positive(at)
    const before = at.everything()
    const step = screen(at, id, change)
    await expect(stepFailure(at.world, { id, step, by: '王敏', drawing: png })).rejects.toMatchObject({
      code: 'input.invalid',
    })
    expect(at.everything()).toEqual(before)
  })

  it('or refused before a witness, which the paper says', async () => {
    const at = room({ needsBlank: false })
    const { id } = positive(at)
    const receipt = { kind: 'refused', witness: '赵强', why: '不认可结果' } as const
    await walk(at, id, { ...screen(at, id), receipt })
    const text = textOf((await notificationPaper(at.world, id)).bytes)
    for (const said of ['李强拒绝签收:不认可结果', '赵强']) expect(text).toContain(said)
  })
})

describe('who signs a disposal', () => {
  async function planning(at: Room) {
    const { id } = positive(at)
    await walk(at, id, served(at), accepted, planned(at))
    return { id, step: disposed(at, [photo(at, id)]) }
  }

  it('in an open room by name, and the paper asks for a hand', async () => {
    const at = room({ needsBlank: false })
    const { id, step } = await planning(at)
    await stepFailure(at.world, { id, step, by: '王敏' })
    const signers = failureState(at.world, id).disposal?.signers ?? []
    expect(signers.map(({ signature }) => signature?.proven)).toEqual([false, false, false])
    expect(textOf((await recordPaper(at.world, id)).bytes)).toContain('姓名由经办人录入,请手签')
  })

  it('with accounts by the PIN of each who has one, in the same transaction, over the whole record', async () => {
    const at = room({ needsBlank: false })
    const { id, step } = await planning(at)
    await personWith(at.world, '王敏', ['operator'])
    await personWith(at.world, '赵强', ['manager'])
    const before = at.everything()
    const one = { by: '王敏', pin: PIN }
    const { caseNo } = failureState(at.world, id)
    await expect(stepFailure(at.world, { id, step, by: '王敏', pins: [one] })).rejects.toMatchObject({
      code: 'input.invalid',
    })
    await expect(
      stepFailure(at.world, { id, step, by: '王敏', pins: [one, { by: '赵强', pin: '000000' }] }),
    ).rejects.toMatchObject({ code: 'person.wrong' })
    expect(signaturesOf(at.world.db, caseNo)).toEqual([])
    expect(at.everything().failure_events).toBe(before.failure_events)
    await stepFailure(at.world, { id, step, by: '王敏', pins: [one, { by: '赵强', pin: PIN }] })
    const kept = signaturesOf(at.world.db, caseNo)
    expect(kept.map(({ by, meaning, proven }) => [by, meaning, proven])).toEqual([
      ['王敏', 'dispose', true],
      ['赵强', 'witness', true],
    ])
    const signers = failureState(at.world, id).disposal?.signers ?? []
    expect(signers.map(({ signature }) => signature?.sha256)).toEqual([kept[0]?.sha256, undefined, kept[1]?.sha256])
    expect(JSON.stringify(at.rows('SELECT data FROM failure_events'))).not.toContain(PIN)
    expect(JSON.stringify(at.rows('SELECT detail FROM audit'))).not.toContain(PIN)
  })
})

describe('beside the order of the law', () => {
  it('a seal and a trace are on the record; sealed goods cannot be said to be sold', async () => {
    const at = room({ needsBlank: false })
    const { id } = positive(at)
    await walk(
      at,
      id,
      { kind: 'seal', quantityKg: '12', place: '市场冷库', sealNos: ['FC-1', 'FC-2'] },
      served(at),
      { kind: 'trace', supplier: '城南批发', supplierContact: '', certificateNo: 'HGZ-9', batch: 'B7', soldTo: '散客' },
      accepted,
      planned(at),
    )
    const evidence = [photo(at, id)]
    await expect(walk(at, id, disposed(at, evidence, { destroyedKg: '10.5', soldKg: '2' }))).rejects.toMatchObject({
      detail: 'sealed-missing: 1.5',
    })
    const outlet = { plate: '蒙K12345', plant: '康洁无害化处理厂', receiptNo: 'D-88', receiptPhoto: evidence[0] ?? '' }
    const none = { destroyedKg: '0', returnedKg: '0', soldKg: '0', keptKg: '0' }
    const kinds = [
      { ...none, name: '菠菜(捆)', stockKg: '10', destroyedKg: '10' },
      { ...none, name: '菠菜(袋)', stockKg: '2.5', destroyedKg: '2.5' },
    ]
    await walk(at, id, disposed(at, evidence, { outlet, kinds, method: 'denature' }), { kind: 'close' })
    const text = textOf((await recordPaper(at.world, id)).bytes)
    for (const said of [
      '染色毁形',
      '市场冷库',
      'FC-1、FC-2',
      '城南批发',
      'HGZ-9',
      'B7',
      '散客',
      '蒙K12345',
      '康洁无害化处理厂',
      'D-88',
      '菠菜(袋)',
      '合计',
    ])
      expect(text).toContain(said)
  })

  it('a return is taken only where the site says that its rules allow it', async () => {
    const at = room({ needsBlank: false })
    const { id } = positive(at)
    await walk(at, id, served(at), accepted)
    const plan = { ...planned(at), method: 'return' } as const
    await expect(walk(at, id, plan as never)).rejects.toMatchObject({ detail: 'method-not-allowed: return' })
    saveMethods(at.world, ['return'], '王敏')
    await walk(at, id, plan as never)
    expect(failureState(at.world, id).stage).toBe('disposal-planned')
    expect(existsSync(folder(at))).toBe(false)
  })
})
