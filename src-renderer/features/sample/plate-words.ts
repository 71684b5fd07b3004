/** The words of a plate. */
import type { PlateView } from '#contract/plate.ts'

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
