/** What was set right in a case, as its papers say it: before and after, who, when and why. */

import type { Content, TableCell } from 'pdfmake/interfaces.js'
import type { Correction } from '#core/failure/correct.ts'
import { factWords } from '#core/failure/fact-words.ts'
import { type FactName, sortOf } from '#core/failure/facts.ts'
import { ruled } from './paper.ts'
import { kindFactWords, timeWords } from './words.ts'

export interface CorrectedFact extends Correction {
  /** In the words of the paper, as `before` and `after` are. */
  readonly name: string
}

export function correctedFacts(corrections: readonly Correction[]): readonly CorrectedFact[] {
  return corrections.map((one) => ({
    ...one,
    name: nameOf(one.fact),
    before: saidWords(one.fact, one.before),
    after: saidWords(one.fact, one.after),
  }))
}

function nameOf(fact: FactName): string {
  return Object.entries(factWords).find(([known]) => known === fact)?.[1] ?? kindFactWords(fact)
}

function saidWords(fact: FactName, said: string): string {
  switch (sortOf(fact)) {
    case 'time':
      return said.slice(0, 16).replace('T', ' ')
    case 'quantity':
      return `${said} 公斤`
    case 'conclusion':
      return said === 'passed' ? '合格' : '不合格'
    case 'text':
      return said === '' ? '(空)' : said
  }
}

/** One line, where a table has no room. */
export function correctionLine({ name, before, after, why, by, at }: CorrectedFact): string {
  return `更正 ${name}:${before} → ${after}(${by} ${timeWords(at)},${why})`
}

export function correctionSection(corrections: readonly CorrectedFact[]): Content[] {
  if (corrections.length === 0) return []
  const rows = corrections.map(({ name, before, after, why, by, at }): TableCell[] => [
    name,
    { text: before, decoration: 'lineThrough' },
    after,
    why,
    `${by}\n${timeWords(at)}`,
  ])
  const title: TableCell = { text: '更正记录(原记录保留)', style: 'section', colSpan: 5 }
  return [
    {
      layout: { ...ruled, hLineWidth: (line, node) => (line === 0 ? 0 : (ruled.hLineWidth?.(line, node) ?? 0)) },
      table: {
        // The title goes with its rows: a page that ends with it would say that there were none.
        headerRows: 2,
        keepWithHeaderRows: 1,
        dontBreakRows: true,
        widths: [70, '*', '*', '*', 84],
        body: [
          [title, '', '', '', ''],
          ['项目', '原记录', '更正为', '原因', '更正人'].map((text) => ({ text, style: 'head' })),
          ...rows,
        ],
      },
    },
  ]
}
