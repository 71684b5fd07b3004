/** Who answers on a port: remembered at the first answer, compared at each later one; another device waits for a person. */
import { appendAudit } from '#storage/audit.ts'
import { transaction } from '#storage/open.ts'
import { readSetting, writeSetting } from '#storage/settings.ts'
import { factsOf, setFacts } from './port-facts.ts'
import type { World } from './world.ts'

const key = (port: string) => `port-identity:${port}`

export function knownIdentity(world: World, port: string): string | null {
  return readSetting<string>(world.db, key(port)) ?? null
}

/** A device that names itself otherwise than before is a stranger: what it measures is kept, and claimed by a person. */
export function identify(world: World, port: string, said: string): void {
  const known = knownIdentity(world, port)
  if (known === null) remember(world, port, said, '仪器', 'first answer')
  const stranger = known === null || known === said ? null : said
  if (stranger === factsOf(world, port).stranger) return
  setFacts(world, port, { stranger })
  if (stranger !== null) world.log.warn({ port, known, said }, 'another device answers on this port')
  world.tell({ kind: 'port.changed', port })
}

/** A person says that the device answering now is the right one. */
export function acceptIdentity(world: World, port: string, by: string): void {
  const { stranger } = factsOf(world, port)
  if (stranger === null) return
  remember(world, port, stranger, by, 'accepted')
  setFacts(world, port, { stranger: null })
  world.tell({ kind: 'port.changed', port })
}

function remember(world: World, port: string, said: string, by: string, why: string): void {
  transaction(world.db, () => {
    const before = knownIdentity(world, port)
    writeSetting(world.db, key(port), said, world.now(), by)
    appendAudit(world.db, {
      at: world.now(),
      by,
      action: 'port.identity',
      subject: port,
      detail: JSON.stringify({ before, now: said, why }),
    })
  })
}
