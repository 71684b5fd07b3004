/** ANSWER: the whole contract, implemented; one file a desk. A missing procedure does not compile. */

import { dayAnswers } from './day.ts'
import type { Desk } from './desk.ts'
import { eventAnswers } from './events.ts'
import { failureAnswers } from './failure.ts'
import { os } from './implementer.ts'
import { learnAnswers } from './learn.ts'
import { noticeAnswers } from './notice.ts'
import { outboxAnswers } from './outbox.ts'
import { portAnswers } from './port.ts'
import { sampleAnswers } from './sample.ts'
import { settingsAnswers } from './settings.ts'

export function answers(desk: Desk) {
  return os.router({
    day: dayAnswers(desk),
    sample: sampleAnswers(desk),
    port: portAnswers(desk),
    learn: learnAnswers(desk),
    failure: failureAnswers(desk),
    outbox: outboxAnswers(desk),
    notice: noticeAnswers(desk),
    settings: settingsAnswers(desk),
    events: eventAnswers(desk),
  })
}
