/** A fault as an operator reads it: the table's three sentences, made exact where its detail says more. */
import { wordsOfRefusal } from './failure/refusal-words.ts'
import { type FaultCode, type FaultText, faults } from './fault.ts'
import { wordsOfPersonRefusal } from './person/refusal-words.ts'

export function spokenFault(code: FaultCode, detail: string): FaultText {
  const words: FaultText = faults[code]
  const refusal = code === 'failure.not-allowed' ? wordsOfRefusal(detail) : wordsOfPersonRefusal(code, detail)
  return refusal === null ? words : { ...words, ...refusal }
}
