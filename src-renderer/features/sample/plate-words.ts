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

/** The other channels of the same sample. */
export function besideOf({ wells }: PlateView, { sampleId, channel }: WellView): readonly string[] {
  return wells.filter((one) => one.sampleId === sampleId && one.channel !== channel).map((one) => one.channel)
}

export function endWords(on: PlateView): string {
  const waiting = unreadOf(on)
  return waiting === 0 ? '这一板已全部出数,可以换板' : `这一板还有 ${waiting} 个通道没有读数`
}

/** Each consequence stands in its button: what is read no more, and what becomes 无效 because its blank is waited for no longer. */
function givenUp(on: PlateView): string {
  const unheard = unreadOf(on) - on.awaiting.length
  return [
    unheard > 0 ? `不再等 ${unheard} 个通道` : '',
    on.awaiting.length > 0 ? `没有空白,${on.awaiting.length} 个判无效` : '',
  ]
    .filter((part) => part !== '')
    .join(',')
}

export function takeOffWords(on: PlateView): string {
  const fixed = on.state === 'running' || on.state === 'done'
  return fixed && unreadOf(on) > 0 ? `取下这一板,${givenUp(on)}` : '取下这一板'
}

export function changeWords(on: PlateView | null, next: PlateView): string {
  if (on !== null && unreadOf(on) > 0) return `${givenUp(on)},换上下一板`
  return next.lacksBlank ? '没有空白也换上下一板,结果会判无效' : `换上下一板(${next.wells.length} 个样品)`
}

/** What a blank or a positive control on the plate showed; null for samples, and before its reading. */
export function controlShown({ kind, verdict }: WellView): Exclude<ControlOutcome, 'kept'> | null {
  if (verdict === null || (kind !== 'blank' && kind !== 'positive-control')) return null
  const outcome = controlOutcome(kind, verdict)
  return outcome === 'kept' ? null : outcome
}

/** A plate that has to be run again: which controls did not show what they should (none: it had no blank), and the samples that are 无效 for it. */
export interface Broken {
  readonly controls: readonly WellView[]
  readonly samples: readonly WellView[]
}

export function brokenOf({ wells }: PlateView): Broken | null {
  const failed = wells.filter((well) => {
    const shown = controlShown(well)
    return shown === 'failed' || shown === 'unread'
  })
  const invalid = wells.filter(({ kind, verdict }) => kind === 'ordinary' && verdict === 'invalid')
  // A plate that had no blank of its own; one that is 无效 for its kit alone is not mended by a blank.
  const samples =
    failed.length > 0
      ? invalid
      : invalid.filter(({ reason }) => /^control-blocked: (?:plate-)?blank-/.test(reason ?? ''))
  return samples.length === 0 ? null : { controls: failed, samples }
}

/** Why a person claims what waited on a plate, kept on record. */
export const ofThisPlate = '已核对通道和读数,是这一板的'

/** What is put into a channel, as the station is asked. */
export type Putting =
  | { readonly kind: 'control'; readonly control: 'blank' | 'positive-control'; readonly name: string }
  | { readonly kind: 'sample'; readonly sampleNo: string }

export const blank = { kind: 'control', control: 'blank', name: '空白对照' } as const satisfies Putting
export const positiveControl = {
  kind: 'control',
  control: 'positive-control',
  name: '阳性质控',
} as const satisfies Putting

/** For the next plate: a blank first, the other controls as they were, then the samples in the order of their channels. */
export function againOf({ wells, channels }: PlateView, samples: readonly WellView[]): readonly Putting[] {
  const place = ({ channel }: WellView) => channels.indexOf(channel)
  const controls = wells.flatMap(({ kind, food }): Putting[] =>
    kind === 'blank' || kind === 'positive-control' ? [{ kind: 'control', control: kind, name: food }] : [],
  )
  const hasBlank = controls.some((one) => one.kind === 'control' && one.control === 'blank')
  const again = [...samples].sort((a, b) => place(a) - place(b))
  return [
    ...(hasBlank ? [] : [blank]),
    ...controls,
    ...again.map(({ sampleNo }): Putting => ({ kind: 'sample', sampleNo })),
  ]
}
