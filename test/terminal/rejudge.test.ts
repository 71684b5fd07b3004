/** `station rejudge` on the real command line. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { defaultPack } from '#core/judge/packs/default.ts'
import { hear, message, newFolder, room, session, taken } from '#test/flow/room.ts'
import { linesOf, station } from './command.ts'

describe('rejudge', () => {
  it('prints a difference a line and the count beside it; wrong days and files are told', async () => {
    const folder = newFolder()
    const db = join(folder, 'station.db')
    const at = room({ file: db, needsBlank: false })
    hear(at, session(...message(taken(at).sampleNo, '45.00')))
    at.close()
    const pack = join(folder, 'county.json')
    const rules = defaultPack.rules.map((rule) =>
      rule.id === 'op-carbamate.vegetable.enzyme' ? { ...rule, limit: { ...rule.limit, value: '40' } } : rule,
    )
    writeFileSync(pack, JSON.stringify({ ...defaultPack, id: 'county', version: '1', rules }))
    const days = ['--from', '2026-03-02', '--to', '2026-03-02']
    const found = await station(['rejudge', '--db', db, '--pack', pack, ...days])
    expect(found.code).toBe(0)
    expect(linesOf(found)).toMatchObject([
      {
        item: expect.any(String),
        difference: { kind: 'verdict', before: { verdict: 'negative' }, after: { verdict: 'positive' } },
      },
    ])
    expect(found.stderr).toContain('{"pack":"county 1","asked":1,"verdicts":1,"bases":0}')
    expect(await station(['rejudge', '--db', db, ...days])).toMatchObject({ code: 0, stdout: '' })
    expect(await station(['rejudge', '--db', db, '--from', '2026-03-02', '--to', '2026-03-01'])).toMatchObject({
      code: 2,
    })
    expect(await station(['rejudge', '--db', join(folder, 'none.db'), ...days])).toMatchObject({ code: 1 })
    const audit = await station(['export', '--db', db, '--what', 'audit'])
    expect(linesOf(audit).filter(({ action }) => action === 'pack.rejudge')).toHaveLength(2)
  })
})
