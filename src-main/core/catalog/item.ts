/** 检测项目: what is looked for, by the identity the limit pack gives it, with the names people and analyzers use. */
import { type ListShape, warned } from './list.ts'

export const itemList = {
  name: 'item',
  key: ['id'],
  title: 'name',
  fields: {
    id: { kind: 'text', max: 60, required: true, found: true },
    name: { kind: 'text', max: 60, required: true, found: true },
    aliases: { kind: 'several', max: 60, found: true },
    unit: { kind: 'text', max: 20 },
    note: { kind: 'text', max: 200 },
  },
  check: ({ id, name }, { judged }) =>
    judged('item', String(name)) === null && judged('item', String(id)) === null
      ? [warned('name', 'not-judged', String(name))]
      : [],
} as const satisfies ListShape
