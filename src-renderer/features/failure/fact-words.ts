/** The facts of a case that can be corrected, in the operator's words. Pure. */
import { factWords } from '#core/failure/fact-words.ts'
import { type FactName, factNames, sortOf } from '#core/failure/facts.ts'

const kindWords: Readonly<Record<string, string>> = {
  stockKg: '库存',
  destroyedKg: '处置',
  returnedKg: '退回',
  soldKg: '已售',
  keptKg: '留样',
}

export function factText(fact: FactName): string {
  const known = factNames.find((one) => one === fact)
  if (known !== undefined) return factWords[known]
  const [, index = '', name = ''] = fact.split('.')
  return `第 ${Number(index) + 1} 个品种${kindWords[name] ?? ''}`
}

/** What a fact says, or said before. */
export function saidText(fact: FactName, said: string): string {
  if (said === '') return '(空)'
  // The papers carry the whole of it.
  if (fact === 'confirmation.file.sha256') return `${said.slice(0, 8)}…`
  switch (sortOf(fact)) {
    case 'time':
      return said.slice(0, 16).replace('T', ' ')
    case 'quantity':
      return `${said}\u00a0kg`
    case 'conclusion':
      return said === 'passed' ? '合格' : '不合格'
    case 'text':
      return said
  }
}
