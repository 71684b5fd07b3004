/** Who opened the market and who tests in it, below a paper's title: two parties, because third parties run rooms. */
import type { Content } from 'pdfmake/interfaces.js'

/** Empty: not known, and then not said. */
export interface Parties {
  readonly opener: string
  readonly testingBody: string
}

export function partyFacts({
  opener,
  testingBody,
}: Parties): readonly { readonly name: string; readonly value: string }[] {
  return [
    { name: '开办者', value: opener },
    { name: '检测单位', value: testingBody },
  ].filter(({ value }) => value !== '')
}

export function partyLine(parties: Parties, below = 0): Content[] {
  const words = partyFacts(parties).map(({ name, value }) => `${name} ${value}`)
  return words.length === 0 ? [] : [{ text: words.join('    '), style: 'subtitle', margin: [0, 2, 0, below] }]
}
