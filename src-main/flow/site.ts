/** The site's settings: what the room is called, who runs it, when its results are due on the board. */
import type { SiteKind } from '#core/catalog/site.ts'
import { appendAudit } from '#storage/audit.ts'
import { transaction } from '#storage/open.ts'
import { readSetting, writeSetting } from '#storage/settings.ts'
import type { World } from './world.ts'

export interface Site {
  readonly name: string
  readonly kind: SiteKind
  readonly operator: string
  readonly complaintPhone: string
  /** `HH:mm` at the site. */
  readonly publishBefore: string
}

const usual: Site = {
  name: '未命名快检室',
  kind: 'market',
  operator: '操作员',
  complaintPhone: '12315',
  publishBefore: '09:00',
}

export function siteOf(world: Pick<World, 'db'>): Site {
  return readSetting<Site>(world.db, 'site') ?? usual
}

export function saveSite(world: World, site: Site, by: string): Site {
  const before = siteOf(world)
  transaction(world.db, () => {
    writeSetting(world.db, 'site', site, world.now(), by)
    appendAudit(world.db, {
      at: world.now(),
      by,
      action: 'settings.site',
      subject: 'site',
      detail: JSON.stringify({ before, after: site }),
    })
  })
  world.tell({ kind: 'settings.changed' })
  return site
}
