/** The papers of a room beside those of one record: the ledgers, each for its period. */
import { oc } from '@orpc/contract'
import { z } from 'zod'
import { ledgerKinds } from '#core/paper.ts'
import { day, paper } from './words.ts'

export const paperContract = {
  ledger: oc
    .route({ method: 'GET', path: '/ledger' })
    .input(z.object({ kind: z.enum(ledgerKinds), from: day, until: day }))
    .output(paper),
}
