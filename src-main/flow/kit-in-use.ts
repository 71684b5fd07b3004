/** Which kit lot and operator work at a port: chosen once at the start of the day, or by scanning the box; every result knows it. */
import { appendAudit } from '#storage/audit.ts'
import { insertKitUse, type NewKitUse } from '#storage/kit-uses.ts'
import { transaction } from '#storage/open.ts'
import type { World } from './world.ts'

/** Holds from now on, until another lot is chosen; what was measured before keeps its own. */
export function chooseKit(world: World, use: Omit<NewKitUse, 'at'>): void {
  const at = world.now()
  transaction(world.db, () => {
    insertKitUse(world.db, { ...use, at })
    const { item, kit, lot, bufferLot, operator } = use
    const detail = JSON.stringify({ item, kit, lot, bufferLot, operator })
    appendAudit(world.db, { at, by: use.by, action: 'port.kit', subject: use.port, detail })
  })
  world.tell({ kind: 'port.changed', port: use.port })
}
