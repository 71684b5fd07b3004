/** Labels: of samples for the bag, of stalls for the sign over them. */
import type { SampleId } from '#core/ids.ts'
import { localText } from '#core/time.ts'
import { printLabelSheet, printLabels } from '#print/label.ts'
import { drawLabel, type Label, type LabelDrawing } from '#print/label-drawing.ts'
import { allStalls, type StoredSample, sampleById } from '#storage/samples.ts'
import type { World } from './world.ts'

interface Printed {
  readonly name: string
  readonly bytes: Uint8Array
}

/** Errors: `not-found`. */
export function sampleLabel(world: World, id: SampleId): LabelDrawing {
  return drawLabel(labelOf(world, sampleById(world.db, id)))
}

/** Errors: `not-found`. */
export async function sampleLabels(world: World, ids: readonly SampleId[]): Promise<Printed> {
  const samples = ids.map((id) => sampleById(world.db, id))
  const bytes = await printLabels(
    samples.map((sample) => labelOf(world, sample)),
    world.now(),
    world.fonts(),
  )
  const [first, last] = [samples[0]?.sampleNo ?? '', samples.at(-1)?.sampleNo ?? '']
  return { name: `标签-${first}${first === last ? '' : `至${last.slice(-4)}`}.pdf`, bytes }
}

/** Unknown signs are printed too: a market may want its signs before its files. */
export async function stallLabels(world: World, codes: readonly string[], on: 'a4' | 'label'): Promise<Printed> {
  const names = new Map(allStalls(world.db).map(({ code, name }) => [code, name]))
  const labels = codes.map((code): Label => {
    const name = names.get(code) ?? ''
    return { code, title: code, lines: name === '' || name === code ? [] : [name], mark: markOf(world) }
  })
  const print = on === 'a4' ? printLabelSheet : printLabels
  return { name: '摊位码.pdf', bytes: await print(labels, world.now(), world.fonts()) }
}

function labelOf(world: World, { sampleNo, food, stallCode, stallName, takenAt }: StoredSample): Label {
  const stall = [stallCode, stallName === stallCode ? null : stallName].filter((part) => part !== null).join(' ')
  return {
    code: sampleNo,
    title: food,
    lines: [...(stall === '' ? [] : [stall]), localText(takenAt).slice(0, 16).replace('T', ' ')],
    mark: markOf(world),
  }
}

function markOf({ demo }: Pick<World, 'demo'>): string | null {
  return demo ? '演示' : null
}
