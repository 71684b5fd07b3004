/** The laboratory tells what a blind sample really was; only after the quick test has spoken, and only once. */
import type { Truth } from '#core/control/blind.ts'
import { Fault } from '#core/fault.ts'
import type { SampleId } from '#core/ids.ts'
import { appendAudit } from '#storage/audit.ts'
import { blindTests, insertTruth } from '#storage/blind.ts'
import { transaction } from '#storage/open.ts'
import { sampleById } from '#storage/samples.ts'
import type { World } from './world.ts'

export interface Telling {
  readonly sampleId: SampleId
  readonly item: string
  readonly truth: Truth
  readonly laboratory: string
  readonly reportNo: string
  readonly by: string
}

/** Errors: `not-found`, `input.invalid` (no blind sample, not tested yet, told already). */
export function tellTruth(world: World, said: Telling): void {
  const at = world.now()
  const { sampleNo, kind } = sampleById(world.db, said.sampleId)
  if (kind !== 'blind') throw new Fault('input.invalid', `${sampleNo} 不是盲样`)
  transaction(world.db, () => {
    const test = blindTests(world.db, '').find(({ sampleId, item }) => sampleId === said.sampleId && item === said.item)
    // A truth that is known before the test makes it no blind sample.
    if (test === undefined) throw new Fault('input.invalid', `${sampleNo} 还没有快检结果`)
    if (test.truth !== null) throw new Fault('input.invalid', `${sampleNo} 的结论已经登记,不能再改`)
    insertTruth(world.db, { ...said, at })
    const { item, truth, laboratory, reportNo } = said
    const detail = JSON.stringify({ item, truth, laboratory, reportNo })
    appendAudit(world.db, { at, by: said.by, action: 'control.truth', subject: sampleNo, detail })
  })
  world.tell({ kind: 'settings.changed' })
}
