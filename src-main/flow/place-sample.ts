/** A sample is put on a channel of an analyzer that sends no sample number: decided before the reading comes, never after. */
import { Fault } from '#core/fault.ts'
import type { SampleId } from '#core/ids.ts'
import { channelsOf, isEditable } from '#core/sample/plate.ts'
import { appendAudit } from '#storage/audit.ts'
import { transaction } from '#storage/open.ts'
import { fillWell } from '#storage/plates.ts'
import { placeSample, sampleById } from '#storage/samples.ts'
import { platesOn } from './plates.ts'
import type { World } from './world.ts'

export interface Placing {
  readonly sampleId: SampleId
  readonly port: string
  readonly channel: string
  readonly by: string
}

/** Where a plate is on the device, the sample goes onto it. Errors: `not-found`, `plate.locked`, `input.invalid`. */
export function placeOnChannel(world: World, said: Placing): void {
  const at = world.now()
  const { on } = platesOn(world, said.port)
  if (on !== null && !isEditable(on.state)) throw new Fault('plate.locked')
  if (on !== null && !channelsOf(on.plate.shape).includes(said.channel))
    throw new Fault('input.invalid', `这台仪器没有通道 ${said.channel}`)
  const { sampleNo } = sampleById(world.db, said.sampleId)
  transaction(world.db, () => {
    if (on !== null) fillWell(world.db, { ...said, plateId: on.plate.id }, { by: said.by, at })
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
