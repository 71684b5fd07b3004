/** 快检产品: a card, strip or reagent of one maker; what every lot of it has in common. */
import { type Data, type Finding, KEY_JOINT, type ListShape, refused } from './list.ts'

export const kitList = {
  name: 'kit',
  key: ['code'],
  title: 'name',
  fields: {
    code: { kind: 'text', max: 40, required: true, found: true },
    name: { kind: 'text', max: 60, required: true, found: true },
    maker: { kind: 'text', max: 60, asked: true, found: true },
    items: { kind: 'several', max: 60, split: '、,,', to: 'item', found: true },
    method: { kind: 'reference', to: 'method' },
    storage: { kind: 'text', max: 60 },
    openedLifeDays: { kind: 'count' },
    windowMinSeconds: { kind: 'count' },
    windowMaxSeconds: { kind: 'count' },
    dilution: { kind: 'decimal' },
    note: { kind: 'text', max: 200 },
  },
  check: (data) => [
    ...(String(data.code ?? '').includes(KEY_JOINT) ? [refused('code', 'reserved-character', KEY_JOINT)] : []),
    ...windowInOrder(data),
  ],
} as const satisfies ListShape

/** The reading window: not before its start, not after its end, in seconds from the drop. */
export function windowInOrder({ windowMinSeconds: from, windowMaxSeconds: until }: Data): readonly Finding[] {
  return typeof from === 'number' && typeof until === 'number' && until < from
    ? [refused('windowMaxSeconds', 'number-order', `${until} < ${from}`)]
    : []
}
