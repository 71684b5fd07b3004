/** A station that knows what it is before its first window opens. */
import { saveSite, siteOf } from '#flow/site.ts'
import { loggedInMemory } from '#test/fakes/port-keeper.ts'
import { openWorld } from '../../src-main/world.ts'

export function named(file: string, name: string, kind: 'county-lab' | 'market'): void {
  const opened = openWorld({ file, demo: false, config: { ports: [], platforms: [] }, log: loggedInMemory() })
  saveSite(opened.world, { ...siteOf(opened.world), name, kind }, '王敏')
  opened.close()
}
