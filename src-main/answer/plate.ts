/** Answers for the plate of an analyzer. */
import type { PlatesView, PlateView } from '#contract/plate.ts'
import { channelsOf, columnsOf } from '#core/sample/plate.ts'
import {
  endPlate,
  loadPlate,
  platesOn,
  putOnPlate,
  type SeenPlate,
  shapeOf,
  shapePlate,
  takeFromPlate,
} from '#flow/plates.ts'
import { plateById } from '#storage/plates.ts'
import type { Desk } from './desk.ts'
import { os } from './implementer.ts'

export function plateAnswers({ world }: Pick<Desk, 'world'>) {
  const view = (port: string): PlatesView => {
    const { on, next } = platesOn(world, port)
    return { port, shape: shapeOf(world, port), on: plateView(on), next: plateView(next) }
  }
  const portOf = (id: string) => plateById(world.db, id).port
  return {
    get: os.plate.get.handler(({ input }) => view(input.port)),
    put: os.plate.put.handler(({ input }) => {
      putOnPlate(world, input)
      return view(input.port)
    }),
    take: os.plate.take.handler(({ input }) => {
      takeFromPlate(world, input.id, input.channel, input.by)
      return view(portOf(input.id))
    }),
    load: os.plate.load.handler(({ input }) => {
      loadPlate(world, input.id, input.by)
      return view(portOf(input.id))
    }),
    end: os.plate.end.handler(({ input }) => {
      endPlate(world, input.id, input.by)
      return view(portOf(input.id))
    }),
    shape: os.plate.shape.handler(({ input }) => {
      shapePlate(world, input.port, input.shape, input.by)
      return view(input.port)
    }),
  }
}

function plateView(seen: SeenPlate | null): PlateView | null {
  if (seen === null) return null
  const { plate, state, wells, claims, awaiting, lacksBlank } = seen
  const { id, shape, madeBy, madeAt, loadedAt } = plate
  return {
    id,
    shape,
    channels: [...channelsOf(shape)],
    columns: columnsOf(shape),
    state,
    madeBy,
    madeAt,
    loadedAt,
    wells: [...wells],
    claims: claims.map((claim) => ({ ...claim })),
    awaiting: [...awaiting],
    lacksBlank,
  }
}
