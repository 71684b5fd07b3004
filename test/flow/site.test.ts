/** The station's own site: one entry of the master data, wherever it is changed. */
import { expect, test } from 'vitest'
import { isFault } from '#core/fault.ts'
import { caseRules } from '#flow/case-rules.ts'
import { draftNotice } from '#flow/publish-notice.ts'
import { saveEntry } from '#flow/save-entry.ts'
import { saveSite, siteChange, siteOf } from '#flow/site.ts'
import { auditPage } from '#storage/audit.ts'
import { entriesOf, entryOf, revisionNow } from '#storage/catalog.ts'
import { writeSetting } from '#storage/settings.ts'
import { room } from './room.ts'

const parties = { opener: '某市场开办有限公司', testingBody: '某检测服务有限公司' }

test('a new room has none; saving the setting makes the entry, once', () => {
  const { world } = room()
  expect(siteOf(world)).toMatchObject({ code: null, opener: '', testingBody: '' })
  expect(siteChange(world)).toBeNull()
  const saved = saveSite(world, { ...siteOf(world), ...parties, name: '某市场快检室' }, '王敏')
  expect(saved).toMatchObject({ code: 'JCD-01', ...parties })
  expect(entryOf(world.db, 'site', 'JCD-01')?.data).toMatchObject({ name: '某市场快检室', ...parties })
  const before = revisionNow(world.db)
  saveSite(world, { ...saved, operator: '刘洋' }, '王敏')
  expect(revisionNow(world.db)).toBe(before)
  expect(siteOf(world).operator).toBe('刘洋')
  expect(auditPage(world.db, { limit: 1, after: null }).rows[0]).toMatchObject({ action: 'settings.site', by: '王敏' })
})

test('what is changed in the master data is changed for the room, and what the form does not know stays', () => {
  const { world, clock } = room()
  saveSite(world, { ...siteOf(world), name: '某市场快检室' }, '王敏')
  const { data } = entryOf(world.db, 'site', 'JCD-01') ?? { data: {} }
  clock.pass(1000)
  saveEntry(world, { list: 'site', key: 'JCD-01', data: { ...data, ...parties, region: '150603' }, by: '刘洋' })
  expect(siteOf(world)).toMatchObject(parties)
  expect(siteChange(world)).toEqual({ at: clock.now(), by: '刘洋' })
  saveSite(world, { ...siteOf(world), testingBody: '' }, '王敏')
  expect(entryOf(world.db, 'site', 'JCD-01')?.data).toMatchObject({ region: '150603', opener: parties.opener })
  expect(siteOf(world).testingBody).toBe('')
})

test('a setting of an earlier version is read as it is, and takes the entry of its name when it is saved', () => {
  const { world } = room()
  const kept = { name: '老市场', kind: 'wholesale', operator: '王敏', complaintPhone: '12345', publishBefore: '08:30' }
  writeSetting(world.db, 'site', kept, world.now(), '王敏')
  saveEntry(world, { list: 'site', key: null, data: { code: 'X-7', name: '老市场', kind: 'market' }, by: '王敏' })
  expect(siteOf(world)).toEqual({ code: null, opener: '', testingBody: '', ...kept })
  expect(saveSite(world, siteOf(world), '王敏')).toMatchObject({ ...kept, code: 'X-7' })
  expect(entriesOf(world.db, 'site').map(({ key }) => key)).toEqual(['X-7'])
})

test('what the entry refuses changes nothing', () => {
  const { world, everything } = room()
  const before = everything()
  try {
    saveSite(world, { ...siteOf(world), opener: `a\u0007b` }, '王敏')
    expect.unreachable()
  } catch (error) {
    expect(isFault(error) && [error.code, error.detail]).toEqual(['input.invalid', expect.stringContaining('开办者')])
  }
  expect(everything()).toEqual(before)
})

test('a notice names both, and neither the room nor its testing body may confirm its own positive', () => {
  const { world } = room()
  const unsaid = draftNotice(world).content
  expect('opener' in unsaid || 'testingBody' in unsaid).toBe(false)
  const { name } = saveSite(world, { ...siteOf(world), ...parties }, '王敏')
  expect(draftNotice(world).content).toMatchObject(parties)
  expect(caseRules(world).ownBodies).toEqual([name, parties.testingBody])
})
