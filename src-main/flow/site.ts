/**
 * The station's own site: an entry of the master data says what and whose the room is; the setting says only which entry is ours
 * and what is nobody else's business: who usually operates, when results are due on the board.
 */
import type { EntryData } from '#core/catalog/catalog.ts'
import { findingText } from '#core/catalog/finding-words.ts'
import type { SiteKind } from '#core/catalog/site.ts'
import { Fault } from '#core/fault.ts'
import type { Moment } from '#core/time.ts'
import { appendAudit } from '#storage/audit.ts'
import { type Entry, type EntrySource, entriesOf, entryOf } from '#storage/catalog.ts'
import { transaction } from '#storage/open.ts'
import { readSetting, settingOf, writeSetting } from '#storage/settings.ts'
import { putEntry } from './save-entry.ts'
import type { World } from './world.ts'

export interface Site {
  /** The key of its entry in the list `site`; null before it was ever saved. */
  readonly code: string | null
  readonly name: string
  readonly kind: SiteKind
  /** 开办者 of the market and 检测单位 that tests there: two parties. Empty: not known. */
  readonly opener: string
  readonly testingBody: string
  readonly operator: string
  readonly complaintPhone: string
  /** `HH:mm` at the site. */
  readonly publishBefore: string
}

const usual: Site = {
  code: null,
  name: '未命名快检室',
  kind: 'market',
  opener: '',
  testingBody: '',
  operator: '操作员',
  complaintPhone: '12315',
  publishBefore: '09:00',
}

/** A setting written before the entry was the site's holds all of it and no code. */
type Kept = Pick<Site, 'code' | 'operator' | 'publishBefore'> | Omit<Site, 'code' | 'opener' | 'testingBody'>

export function siteOf(world: Pick<World, 'db'>): Site {
  const kept = readSetting<Kept>(world.db, 'site')
  if (kept === undefined) return usual
  const entry = 'code' in kept && kept.code !== null ? entryOf(world.db, 'site', kept.code) : undefined
  return { ...usual, ...kept, ...(entry === undefined ? {} : factsOf(entry.data)) }
}

function factsOf({ code, name, kind, opener, testingBody, complaintPhone }: EntryData<'site'>) {
  return {
    code,
    name,
    kind,
    opener: opener ?? '',
    testingBody: testingBody ?? '',
    complaintPhone: complaintPhone ?? '',
  }
}

/** When and by whom it was last changed, here or in the master data; null before it was ever saved. */
export function siteChange(world: Pick<World, 'db'>): { readonly at: Moment; readonly by: string } | null {
  const setting = settingOf(world.db, 'site')
  if (setting === undefined) return null
  const { code } = siteOf(world)
  const entry = code === null ? undefined : entryOf(world.db, 'site', code)
  return entry !== undefined && entry.at.utc > setting.changedAt.utc
    ? { at: entry.at, by: entry.by }
    : { at: setting.changedAt, by: setting.changedBy }
}

/** Both the entry and the setting, in one transaction. Errors: `input.invalid` for what the entry's checks refuse. */
export function saveSite(world: World, said: Site, by: string, source: EntrySource = 'person'): Site {
  const before = siteOf(world)
  const after = transaction(world.db, () => {
    const code = saveFacts(world, { ...said, code: said.code ?? before.code }, by, source)
    const { operator, publishBefore } = said
    writeSetting(world.db, 'site', { code, operator, publishBefore }, world.now(), by)
    const saved = siteOf(world)
    appendAudit(world.db, {
      at: world.now(),
      by,
      action: 'settings.site',
      subject: 'site',
      detail: JSON.stringify({ before, after: saved }),
    })
    return saved
  })
  world.tell({ kind: 'settings.changed' })
  world.tell({ kind: 'catalog.changed', list: 'site' })
  return after
}

function saveFacts(world: World, said: Site, by: string, source: EntrySource): string {
  const { name, kind, opener, testingBody, complaintPhone } = said
  const known = ownEntry(world, said)
  const code = known?.key ?? said.code ?? freeCode(world)
  const data = { ...known?.data, code, name, kind, opener, testingBody, complaintPhone }
  const saved = putEntry(world, { list: 'site', key: known?.key ?? null, data, by, source })
  if (saved.kind !== 'refused') return code
  const refusals = saved.findings.filter(({ level }) => level === 'refuse')
  throw new Fault('input.invalid', refusals.map((finding) => findingText('site', finding)).join(';'))
}

/** By its code; a room that never chose one is the only entry of its name. */
function ownEntry({ db }: World, { code, name }: Site): Entry<'site'> | undefined {
  if (code !== null) return entryOf(db, 'site', code)
  const named = entriesOf(db, 'site').filter(({ data }) => data.name === name)
  return named.length === 1 ? named[0] : undefined
}

function freeCode({ db }: World): string {
  const taken = new Set(entriesOf(db, 'site', { retired: true }).map(({ key }) => key))
  for (let number = 1; ; number += 1) {
    const code = `JCD-${String(number).padStart(2, '0')}`
    if (!taken.has(code)) return code
  }
}
