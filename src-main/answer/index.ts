/** ANSWER: the whole contract, implemented; one file a desk. A missing procedure does not compile. */

import { admit } from './admit.ts'
import { catalogAnswers } from './catalog.ts'
import { controlAnswers } from './control.ts'
import { dayAnswers } from './day.ts'
import type { Desk } from './desk.ts'
import { draftAnswers } from './draft.ts'
import { eventAnswers } from './events.ts'
import { failureAnswers } from './failure.ts'
import { os } from './implementer.ts'
import { learnAnswers } from './learn.ts'
import { ledgerAnswers } from './ledger.ts'
import { noticeAnswers } from './notice.ts'
import { outboxAnswers } from './outbox.ts'
import { paperAnswers } from './papers.ts'
import { personAnswers } from './person.ts'
import { planAnswers } from './plan.ts'
import { plateAnswers } from './plate.ts'
import { portAnswers } from './port.ts'
import { sampleAnswers } from './sample.ts'
import { settingsAnswers } from './settings.ts'
import { sheetAnswers } from './sheet.ts'
import { stripAnswers } from './strip.ts'

export function answers(desk: Desk) {
  // Before anything else, in one place: no desk can forget to ask.
  const guarded = os.use(({ context, path, next }, input) => {
    admit(desk, { caller: context.caller, path, input })
    return next()
  })
  return guarded.router({
    day: dayAnswers(desk),
    sample: sampleAnswers(desk),
    sheet: sheetAnswers(desk),
    plate: plateAnswers(desk),
    plan: planAnswers(desk),
    draft: draftAnswers(desk),
    port: portAnswers(desk),
    learn: learnAnswers(desk),
    failure: failureAnswers(desk),
    outbox: outboxAnswers(desk),
    ledger: ledgerAnswers(desk),
    notice: noticeAnswers(desk),
    settings: settingsAnswers(desk),
    catalog: catalogAnswers(desk),
    paper: paperAnswers(desk),
    person: personAnswers(desk),
    control: controlAnswers(desk),
    strip: stripAnswers(desk),
    events: eventAnswers(desk),
  })
}
