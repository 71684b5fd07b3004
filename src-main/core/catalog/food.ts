/** 样品(食品): the four classes of national sampling, other and local names, and which part of it is tested. */
import { type Data, type Finding, type ListShape, warned } from './list.ts'

export const foodList = {
  name: 'food',
  key: ['name'],
  title: 'name',
  fields: {
    name: { kind: 'text', max: 40, required: true, found: true },
    class1: { kind: 'text', max: 40, found: true },
    class2: { kind: 'text', max: 40, found: true },
    class3: { kind: 'text', max: 40, found: true },
    class4: { kind: 'text', max: 40, found: true },
    aliases: { kind: 'several', max: 60, found: true },
    localNames: { kind: 'several', max: 60, found: true },
    part: { kind: 'text', max: 60 },
    note: { kind: 'text', max: 200 },
  },
  check: (data, { judged }) => judgedNames(data, (name) => judged('food', name)),
} as const satisfies ListShape

/**
 * The judge must hear its own name: a food it does not know stays 待判定, and a name that it takes for another food would be judged as
 * that one. Both are said, neither forbidden: a room tests what is brought.
 */
function judgedNames(data: Data, judged: (name: string) => string | null): readonly Finding[] {
  const name = String(data.name ?? '')
  const own = judged(name)
  if (own === null) return [warned('name', 'not-judged', name)]
  if (own !== name) return [warned('name', 'name-taken', `${name} = ${own}`)]
  return ['aliases', 'localNames'].flatMap((field) => {
    const said = data[field]
    return (Array.isArray(said) ? said : []).flatMap((other: string) => {
      const meant = judged(other)
      return meant !== null && meant !== own ? [warned(field, 'name-taken', `${other} = ${meant}`)] : []
    })
  })
}
