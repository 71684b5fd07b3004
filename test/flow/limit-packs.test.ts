/** Another limit pack comes into force: two persons, one content, from the next reading on; what was judged before stays. */
import { describe, expect, it } from 'vitest'
import { isFault } from '#core/fault.ts'
import { defaultPack } from '#core/judge/packs/default.ts'
import { demoPack } from '#core/judge/packs/demo.ts'
import { packInForce, proposedChanges, proposedPack, proposePack, signPack, withdrawPack } from '#flow/limit-packs.ts'
import { auditOf } from '#storage/audit.ts'
import { writeSetting } from '#storage/settings.ts'
import { hear, message, newFolder, type Room, room, session, taken } from './room.ts'

/** The default pack under another name, inhibition positive from `value` on. */
function county(value: string, version = '1') {
  const rules = defaultPack.rules.map((rule) =>
    rule.id === 'op-carbamate.vegetable.enzyme' ? { ...rule, limit: { ...rule.limit, value } } : rule,
  )
  return JSON.stringify({ ...defaultPack, id: 'county', version, rules })
}

function faultOf(deed: () => unknown): string {
  try {
    deed()
  } catch (error) {
    if (isFault(error)) return `${error.code} ${error.detail}`
    throw error
  }
  return 'done'
}

function sign(at: Room, text: string) {
  const { sha256 } = proposePack(at.world, text, '王敏')
  return signPack(at.world, sha256, '李强')
}

const verdicts = (at: Room) => at.rows('SELECT verdict, basis, pack_version AS version FROM results ORDER BY id')
const measured = (at: Room, value: string) => hear(at, session(...message(taken(at).sampleNo, value)))

describe('a limit pack', () => {
  it('judges from the signature of a second person on, not before, and changes no earlier judgement', () => {
    const at = room({ needsBlank: false })
    measured(at, '45')
    const proposed = proposePack(at.world, county('40'), '王敏')
    measured(at, '45')
    expect(at.world.pack.id).toBe('default')
    expect(proposedChanges(at.world)?.map(({ key }) => key)).toEqual(['pack', 'op-carbamate.vegetable.enzyme'])

    const before = verdicts(at)
    const signed = signPack(at.world, proposed.sha256, '李强')
    expect(signed.signatures.map(({ by }) => by)).toEqual(['王敏', '李强'])
    expect(proposedPack(at.world)).toBeNull()
    measured(at, '45')
    expect(verdicts(at).map(({ verdict }) => verdict)).toEqual(['negative', 'negative', 'positive'])
    expect(verdicts(at).slice(0, 2)).toEqual(before)
    expect(JSON.parse(String(verdicts(at)[2]?.basis))).toMatchObject({ pack: 'county', limit: '< 40 %' })
    expect(auditOf(at.world.db, 'limit-pack').map(({ by, action }) => `${by} ${action}`)).toEqual([
      '王敏 pack.propose',
      '李强 pack.sign',
    ])
    expect(at.news.filter(({ kind }) => kind === 'settings.changed').length).toBe(2)
  })

  it('is still in force after a restart', () => {
    const file = `${newFolder()}/station.db`
    const at = room({ needsBlank: false, file })
    const { sha256 } = sign(at, county('40'))
    at.close()
    const again = room({ needsBlank: false, file })
    expect(packInForce(again.world)).toMatchObject({ sha256, pack: { id: 'county' }, signatures: [{}, {}] })
    expect(again.world.pack.id).toBe('county')
  })

  it('is signed by another person than its proposer, and only as it was seen', () => {
    const at = room({ needsBlank: false })
    const seen = proposePack(at.world, county('40'), '王敏')
    for (const by of ['王敏', ' 王敏 ', '王 敏']) {
      expect(faultOf(() => signPack(at.world, seen.sha256, by))).toBe(`pack.same-signer ${by}`)
    }
    proposePack(at.world, county('99'), '王敏')
    expect(faultOf(() => signPack(at.world, seen.sha256, '李强'))).toBe('pack.changed county 1')
    expect(at.world.pack.id).toBe('default')
    withdrawPack(at.world, '李强')
    expect(faultOf(() => signPack(at.world, seen.sha256, '李强'))).toMatch(/^not-found/)
    expect(faultOf(() => withdrawPack(at.world, '李强'))).toMatch(/^not-found/)
  })

  it('is refused when it is none, or would make a citation mean two things', () => {
    const at = room({ needsBlank: false })
    const proposing = (text: string) => faultOf(() => proposePack(at.world, text, '王敏'))
    expect(proposing('{')).toMatch(/^pack\.invalid /)
    expect(proposing('{"id":"x"}')).toMatch(/^pack\.invalid version: must be text/)
    expect(proposing(JSON.stringify({ ...demoPack, id: 'mine' }))).toMatch(/^pack\.invalid demo:/)
    expect(proposing(JSON.stringify({ ...defaultPack, title: 'x' }))).toMatch(/^pack\.invalid id: default is the name/)
    expect(proposing(JSON.stringify(defaultPack))).toMatch(/in force already$/)
    expect(proposedPack(at.world)).toBeNull()
    sign(at, county('40'))
    expect(proposing(county('45'))).toMatch(/^pack\.invalid version: county 1 was in force here with other content/)
    sign(at, county('45', '2'))
    expect(proposing(county('39'))).toMatch(/^pack\.invalid version: county 1 was in force/)
    sign(at, `\uFEFF${county('40')}`)
    sign(at, JSON.stringify(defaultPack))
    expect(at.world.pack).toEqual(defaultPack)
  })

  it('that was changed behind the program’s back judges nothing: results wait, none passes', () => {
    const file = `${newFolder()}/station.db`
    const at = room({ needsBlank: false, file })
    const signed = sign(at, county('40'))
    const forged = { ...signed, pack: { ...signed.pack, title: 'x' } }
    writeSetting(at.world.db, 'pack.in-force', forged, at.world.now(), 'x')
    at.close()
    const again = room({ needsBlank: false, file })
    measured(again, '1')
    expect(verdicts(again)).toMatchObject([{ verdict: 'undecided' }])
    expect(again.world.pack).toMatchObject({ id: 'unreadable', rules: [] })
    expect(again.log.join()).toContain('cannot be read')
    sign(again, county('40', '2'))
    measured(again, '1')
    expect(verdicts(again).at(-1)).toMatchObject({ verdict: 'negative' })
  })

  it('of a demonstration may be a demonstration’s', () => {
    const at = room({ needsBlank: false, demo: true })
    expect(at.world.pack.id).toBe('demo')
    expect(sign(at, JSON.stringify({ ...demoPack, id: 'show' })).pack.demo).toBe(true)
    expect(at.world.pack.id).toBe('show')
  })
})
