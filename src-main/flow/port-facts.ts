/** What the site has said of a port, kept in the world for every reading that comes from it. */
import type { Numbering } from '#core/sample/match.ts'
import { appendAudit } from '#storage/audit.ts'
import { transaction } from '#storage/open.ts'
import { readSetting, writeSetting } from '#storage/settings.ts'
import type { PortFacts, World } from './world.ts'

const nothing: PortFacts = { method: null, itemNames: {}, stranger: null }

export function factsOf(world: World, port: string): PortFacts {
  return world.ports.get(port) ?? nothing
}

export function setFacts(world: World, port: string, facts: Partial<PortFacts>): void {
  world.ports.set(port, { ...factsOf(world, port), ...facts })
}

const itemNamesKey = (port: string) => `port-items:${port}`

export function readItemNames(world: World, port: string): Readonly<Record<string, string>> {
  return readSetting<Record<string, string>>(world.db, itemNamesKey(port)) ?? {}
}

/** A person says what this device's item codes are called here; readings already judged stay as they are. */
export function nameItems(world: World, port: string, itemNames: Readonly<Record<string, string>>, by: string): void {
  transaction(world.db, () => {
    const detail = JSON.stringify({ before: readItemNames(world, port), now: itemNames })
    writeSetting(world.db, itemNamesKey(port), itemNames, world.now(), by)
    appendAudit(world.db, { at: world.now(), by, action: 'port.items', subject: port, detail })
  })
  setFacts(world, port, { itemNames })
  world.tell({ kind: 'port.changed', port })
}

const numberingKey = (port: string) => `port-numbering:${port}`

export function readNumbering(world: World, port: string): Numbering | null {
  return readSetting<Numbering | null>(world.db, numberingKey(port)) ?? null
}

/** A person says whose numbers this device sends: typed for each sample, or its own counter, which names no sample. */
export function sayNumbering(world: World, port: string, numbering: Numbering | null, by: string): void {
  transaction(world.db, () => {
    const detail = JSON.stringify({ before: readNumbering(world, port), now: numbering })
    writeSetting(world.db, numberingKey(port), numbering, world.now(), by)
    appendAudit(world.db, { at: world.now(), by, action: 'port.numbering', subject: port, detail })
  })
  setFacts(world, port, { numbering })
  world.tell({ kind: 'port.changed', port })
}
