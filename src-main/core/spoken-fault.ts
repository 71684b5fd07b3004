/** A fault as an operator reads it: the table's three sentences, made exact where its detail says more. */
import { wordsOfRefusal } from './failure/refusal-words.ts'
import { type FaultCode, type FaultText, faults } from './fault.ts'
import { wordsOfPersonRefusal } from './person/refusal-words.ts'

export function spokenFault(code: FaultCode, detail: string): FaultText {
  const words: FaultText = faults[code]
  const refusal = code === 'failure.not-allowed' ? wordsOfRefusal(detail) : wordsOfPersonRefusal(code, detail)
  if (refusal !== null) return { ...words, ...refusal }
  const general = code === 'input.invalid' || code === 'notice.not-allowed'
  return general && isSentence(detail) ? { ...words, why: detail } : words
}

/** Said for people; what is said for technicians is a path, a code or English, and stays behind the code. */
function isSentence(detail: string): boolean {
  return !detail.includes(': ') && (detail.match(/\p{Script=Han}/gu)?.length ?? 0) >= 4
}
