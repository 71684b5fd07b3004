/** A notice from draft to board and paper: one content, one hash, and nothing public that nobody approved. */
import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { canonicalText } from '#core/notice/compose.ts'
import { holdBoard, shownNow } from '#flow/hold-board.ts'
import { approveNotice, draftNotice, printApproved, takeBackNotice } from '#flow/publish-notice.ts'
import { serveBoard } from '#publish/serve-board.ts'
import { needs } from '#test/fakes/needs.ts'
import { textOf } from '#test/print/fixtures/pdf.ts'
import { afterwards, measured, type Room, room, taken } from './room.ts'

function approved(at: Room) {
  return approveNotice(at.world, { sha256: draftNotice(at.world).sha256, by: '王敏' })
}

describe('draft and approval', () => {
  it('carries what is finished: no control, no undecided, no case under retest', () => {
    const at = room({ needsBlank: false })
    const good = taken(at)
    measured(at, good.sampleNo, '12.30')
    measured(at, taken(at, { kind: 'blank' }).sampleNo, '1.00')
    measured(at, taken(at).sampleNo, '5.00', '无此项目')
    const bad = taken(at)
    measured(at, bad.sampleNo, '63.20')
    expect(draftNotice(at.world).content.rows.map(({ sampleNo }) => sampleNo)).toEqual([good.sampleNo])
    measured(at, bad.sampleNo, '58.75')
    measured(at, bad.sampleNo, '61.10')
    expect(draftNotice(at.world).content).toMatchObject({ totals: { tested: 2, passed: 1, open: 1 } })
  })

  it('exactly what was seen is approved: a draft that changed meanwhile is refused and nothing is written', () => {
    const at = room({ needsBlank: false })
    measured(at, taken(at).sampleNo, '12.30')
    const seen = draftNotice(at.world)
    measured(at, taken(at).sampleNo, '13.30')
    const before = at.everything()
    expect(() => approveNotice(at.world, { sha256: seen.sha256, by: '王敏' })).toThrow(
      expect.objectContaining({ code: 'notice.not-allowed' }),
    )
    expect(at.everything()).toEqual(before)
    expect(shownNow(at.world)).toBeNull()
    const notice = approved(at)
    expect(notice.content.rows).toHaveLength(2)
    expect(notice.sha256).toBe(createHash('sha256').update(canonicalText(notice.content), 'utf8').digest('hex'))
    // Nothing waits any more: a second notice of the same is refused.
    expect(draftNotice(at.world).waiting).toEqual([])
    expect(() => approved(at)).toThrow(expect.objectContaining({ code: 'notice.not-allowed' }))
    expect(at.count('notices')).toBe(1)
  })

  it('an empty day has no notice', () => {
    const at = room({ needsBlank: false })
    expect(() => approved(at)).toThrow(expect.objectContaining({ code: 'notice.not-allowed' }))
    expect(at.count('notices')).toBe(0)
  })

  it('taken back it hangs nowhere, its results are due again, and its reason stays', () => {
    const at = room({ needsBlank: false })
    measured(at, taken(at).sampleNo, '12.30')
    const { id } = approved(at)
    expect(shownNow(at.world)).not.toBeNull()
    takeBackNotice(at.world, { id, by: '王敏', why: '摊位写错' })
    expect(shownNow(at.world)).toBeNull()
    expect(draftNotice(at.world).waiting).toHaveLength(1)
    expect(at.rows('SELECT why FROM withdrawals')).toEqual([{ why: '摊位写错' }])
    const before = at.everything()
    expect(() => takeBackNotice(at.world, { id, by: '王敏', why: '又一次' })).toThrow(
      expect.objectContaining({ code: 'notice.not-allowed' }),
    )
    expect(at.everything()).toEqual(before)
  })

  it('yesterday’s notice is not shown as today’s', () => {
    const at = room({ needsBlank: false })
    measured(at, taken(at).sampleNo, '12.30')
    approved(at)
    at.clock.pass(86_400_000)
    expect(shownNow(at.world)).toBeNull()
  })
})

describe('board and paper', () => {
  it.skipIf(!needs('pdftotext'))('say the same under the same hash that is stored (needs pdftotext)', async () => {
    const at = room({ needsBlank: false })
    measured(at, taken(at).sampleNo, '12.30')
    const bad = taken(at, { food: '小白菜' })
    for (const value of ['63.20', '58.75', '61.10']) measured(at, bad.sampleNo, value)
    const { id, sha256, content } = approved(at)
    const [stored] = at.rows('SELECT sha256, content FROM notices')
    expect(stored?.sha256).toBe(sha256)
    expect(
      createHash('sha256')
        .update(canonicalText(JSON.parse(String(stored?.content))), 'utf8')
        .digest('hex'),
    ).toBe(sha256)

    const board = await serveBoard({
      host: '127.0.0.1',
      port: 0,
      content: () => ({ shown: shownNow(at.world), silentSince: null }),
    })
    afterwards(() => board.close())
    const page = await (await fetch(`http://127.0.0.1:${board.port}/`)).text()
    const paper = textOf((await printApproved(at.world, { id, by: '王敏' })).bytes)
    expect(page).toContain(`data-sha256="${sha256}"`)
    expect(paper).toContain(sha256)
    const shown = page.replace(/\s/g, '')
    for (const { sampleNo, food, stallCode, stallName, value } of content.rows) {
      expect(paper.includes(sampleNo)).toBe(true)
      for (const said of [food, stallCode, stallName, value.replace(/\s/g, '')])
        expect([said, shown.includes(said), paper.includes(said)]).toEqual([said, true, true])
    }
    expect(at.rows('SELECT channel, sha256 FROM publications ORDER BY id')).toEqual([
      { channel: 'board', sha256 },
      { channel: 'print', sha256 },
    ])
    takeBackNotice(at.world, { id, by: '王敏', why: '重核' })
    await expect(printApproved(at.world, { id, by: '王敏' })).rejects.toMatchObject({ code: 'notice.not-allowed' })
    expect(await (await fetch(`http://127.0.0.1:${board.port}/`)).text()).not.toContain(sha256)
  })

  it('is off until it is switched on, and comes back as it was left', async () => {
    const at = room({ needsBlank: false })
    measured(at, taken(at).sampleNo, '12.30')
    const { sha256 } = approved(at)
    const first = holdBoard(at.world)
    afterwards(() => first.close())
    await first.restore()
    expect([first.lan(), first.addresses()]).toEqual([false, []])
    await first.set(true, '王敏')
    expect(first.lan()).toBe(true)
    const own = first.addresses().find((address) => address.includes('127.0.0.1')) ?? ''
    expect(await (await fetch(own)).text()).toContain(sha256)
    expect(at.rows("SELECT sha256 FROM publications WHERE channel = 'lan'")).toEqual([{ sha256 }])
    await first.close()
    const second = holdBoard(at.world)
    afterwards(() => second.close())
    await second.restore()
    expect(second.lan()).toBe(true)
    await second.set(false, '王敏')
    expect([second.lan(), second.addresses()]).toEqual([false, []])
    await expect(fetch(own)).rejects.toThrow()
    expect(at.rows("SELECT detail FROM audit WHERE action = 'board' ORDER BY id").map(({ detail }) => detail)).toEqual([
      'on',
      'off',
    ])
  })
})
