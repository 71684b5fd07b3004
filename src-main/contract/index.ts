/** The whole contract: what a window, a browser or a program on this machine may ask the station. Everything else is derived. */
import { oc } from '@orpc/contract'
import { z } from 'zod'
import { catalogContract } from './catalog.ts'
import { controlContract } from './control.ts'
import { dayContract } from './day.ts'
import { draftContract } from './draft.ts'
import { eventsContract } from './events.ts'
import { failureContract } from './failure.ts'
import { learnContract } from './learn.ts'
import { ledgerContract } from './ledger.ts'
import { noticeContract } from './notice.ts'
import { outboxContract } from './outbox.ts'
import { paperContract } from './paper.ts'
import { personContract } from './person.ts'
import { planContract } from './plan.ts'
import { plateContract } from './plate.ts'
import { portContract } from './port.ts'
import { sampleContract } from './sample.ts'
import { settingsContract } from './settings.ts'
import { sheetContract } from './sheet.ts'
import { stripContract } from './strip.ts'

/** Every procedure may end in a fault: code and detail travel, and the three sentences an operator reads. */
export const base = oc.errors({
  FAULT: {
    status: 422,
    data: z.object({ code: z.string(), what: z.string(), why: z.string(), next: z.string(), detail: z.string() }),
  },
})

export const contract = base.router({
  day: dayContract,
  sample: sampleContract,
  sheet: sheetContract,
  plate: plateContract,
  plan: planContract,
  draft: draftContract,
  port: portContract,
  learn: learnContract,
  failure: failureContract,
  outbox: outboxContract,
  ledger: ledgerContract,
  notice: noticeContract,
  settings: settingsContract,
  catalog: catalogContract,
  paper: paperContract,
  person: personContract,
  control: controlContract,
  strip: stripContract,
  events: eventsContract,
})
export type Contract = typeof contract
