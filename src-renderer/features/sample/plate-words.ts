/** The words of a plate. */
import type { PlateView, WellView } from '#contract/plate.ts'
import { type ControlOutcome, controlOutcome } from '#core/control/outcome.ts'

const states: Readonly<Record<PlateView['state'], string>> = {
  filling: '下一板(还没上机)',
  loaded: '已上机,等第一个读数;之前还能改',
  running: '正在出数,样品位置不能再改',
  done: '全部出数',
  ended: '已取下',
}

export function plateTitle({ state }: PlateView): string {
  return states[state]
}

/** Channels with a sample and no reading yet. */
export function unreadOf({ wells }: PlateView): number {
  return wells.filter(({ verdict }) => verdict === null).length
}

export function endWords(on: PlateView): string {
  const waiting = unreadOf(on)
  return waiting === 0 ? '这一板已全部出数,可以换板' : `这一板还有 ${waiting} 个通道没有读数`
}

/** What a blank or a positive control on the plate showed; null for samples, and before its reading. */
export function controlShown({ kind, verdict }: WellView): Exclude<ControlOutcome, 'kept'> | null {
  if (verdict === null || (kind !== 'blank' && kind !== 'positive-control')) return null
  const outcome = controlOutcome(kind, verdict)
  return outcome === 'kept' ? null : outcome
}

/** A plate that has to be run again: which controls did not show what they should, and the samples that are 无效 for it. */
export interface Broken {
  readonly controls: readonly WellView[]
  readonly samples: readonly WellView[]
}

export function brokenOf({ wells }: PlateView): Broken | null {
  const failed = wells.filter((well) => {
    const shown = controlShown(well)
    return shown === 'failed' || shown === 'unread'
  })
  const samples = wells.filter(({ kind, verdict }) => kind === 'ordinary' && verdict === 'invalid')
  return failed.length === 0 || samples.length === 0 ? null : { controls: failed, samples }
}
