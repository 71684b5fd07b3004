/** Answers for the papers of a room: its ledgers. */
import { ledgerPaper } from '#flow/print-ledger.ts'
import type { Desk } from './desk.ts'
import { os } from './implementer.ts'
import { paperOf } from './paper.ts'

export function paperAnswers({ world }: Pick<Desk, 'world'>) {
  return {
    ledger: os.paper.ledger.handler(async ({ input }) => {
      const { name, bytes } = await ledgerPaper(world, input)
      return paperOf(name, bytes)
    }),
  }
}
