/** A sample is put on a channel of an analyzer that sends no sample number: decided before the reading comes, never after. */
import type { SampleId } from '#core/ids.ts'
import { appendAudit } from '#storage/audit.ts'
import { transaction } from '#storage/open.ts'
import { placeSample, sampleById } from '#storage/samples.ts'
import type { World } from './world.ts'

export interface Placing {
  readonly sampleId: SampleId
  readonly port: string
  readonly channel: string
  readonly by: string
}

/** Errors: `not-found`. */
export function placeOnChannel(world: World, said: Placing): void {
  const at = world.now()
  const { sampleNo } = sampleById(world.db, said.sampleId)
  transaction(world.db, () => {
    placeSample(world.db, { ...said, at })
    appendAudit(world.db, {
      at,
      by: said.by,
      action: 'sample.place',
      subject: sampleNo,
      detail: `${said.port} ${said.channel}`,
    })
  })
  world.tell({ kind: 'sample.changed', sampleId: said.sampleId })
}
