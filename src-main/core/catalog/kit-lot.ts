/** 批号: one lot of a kit, with its days, its buffer, its reading window, what is left of it, and the thresholds of its cards. */
import Big from 'big.js'
import { windowInOrder } from './kit.ts'
import { type Data, expired, type Finding, inOrder, type ListShape, notAhead, refused } from './list.ts'

export const kitLotList = {
  name: 'kit-lot',
  key: ['kit', 'lot'],
  title: 'lot',
  fields: {
    kit: { kind: 'reference', to: 'kit', required: true, found: true },
    lot: { kind: 'text', max: 40, required: true, found: true },
    maker: { kind: 'text', max: 60, found: true },
    expiresOn: { kind: 'date', asked: true },
    receivedOn: { kind: 'date' },
    openedOn: { kind: 'date' },
    /** Days after opening or preparing; not only the printed expiry ends a reagent. */
    openedLifeDays: { kind: 'count' },
    storage: { kind: 'text', max: 60 },
    /** 不同批次的复溶液不能混用: the only buffer lot that goes with these cards. */
    bufferLot: { kind: 'text', max: 40, found: true },
    windowMinSeconds: { kind: 'count' },
    windowMaxSeconds: { kind: 'count' },
    stock: { kind: 'count' },
    /** Thresholds belong to reader and lot: C at or under this is 无效; T/C at or under / from these 阳性 / 阴性. */
    reader: { kind: 'text', max: 60 },
    cThreshold: { kind: 'decimal' },
    tcPositive: { kind: 'decimal' },
    tcNegative: { kind: 'decimal' },
    note: { kind: 'text', max: 200 },
  },
  check: (data, { today }) => [
    ...notAhead(data, 'openedOn', today),
    ...inOrder(data, 'receivedOn', 'openedOn'),
    ...inOrder(data, 'receivedOn', 'expiresOn'),
    ...expired(data, 'expiresOn', today),
    ...windowInOrder(data),
    ...bandsInOrder(data),
  ],
} as const satisfies ListShape

function bandsInOrder({ tcPositive, tcNegative }: Data): readonly Finding[] {
  return typeof tcPositive === 'string' && typeof tcNegative === 'string' && new Big(tcNegative).lt(tcPositive)
    ? [refused('tcNegative', 'number-order', `${tcNegative} < ${tcPositive}`)]
    : []
}
