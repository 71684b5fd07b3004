/** The ledgers of a room, gathered from its records and its master data; each one A4 paper. */
import { Fault } from '#core/fault.ts'
import { type LedgerKind, MOST_LINES, periodRefused } from '#core/paper.ts'
import { dayBounds, dayOf } from '#core/time.ts'
import { type LedgerCell, printLedger } from '#print/ledger.ts'
import { caseLine, instrumentLine, kitLine, rawLine, staffLine } from '#print/ledger-lines.ts'
import { ledgerShapes } from '#print/ledger-shapes.ts'
import { dayWords, screeningSentence, stageWords } from '#print/words.ts'
import { entriesOf } from '#storage/catalog.ts'
import { recordOf } from '#storage/failures.ts'
import { casesOpened, rawLines } from '#storage/ledger-rows.ts'
import type { Period } from '#storage/period.ts'
import { recordSheet } from './failure-papers.ts'
import { failureState } from './follow-failure.ts'
import { driverFor } from './known-drivers.ts'
import { siteOf } from './site.ts'
import type { World } from './world.ts'

export interface LedgerAsked {
  readonly kind: LedgerKind
  /** Days at the site; a ledger of what stands today ignores them. */
  readonly from: string
  readonly until: string
}

const why = {
  'impossible-day': '没有这一天',
  'ends-before': '结束日期早于开始日期',
  'too-long': '时间太长,请选短一点',
} as const

/** Errors: `input.invalid` for a period that will not do, or more lines than one paper takes. */
export async function ledgerPaper(
  world: World,
  asked: LedgerAsked,
): Promise<{ readonly name: string; readonly bytes: Uint8Array }> {
  const refused = periodRefused(asked.kind, asked)
  if (refused !== null) throw new Fault('input.invalid', why[refused])
  const now = world.now()
  const site = siteOf(world)
  const today = dayOf(now)
  const shape = ledgerShapes[asked.kind]
  const rows = linesOf(world, asked, today)
  if (rows.length > MOST_LINES) throw new Fault('input.invalid', `超过 ${MOST_LINES} 条,请选短一点`)
  const dated = asked.kind === 'raw-record' || asked.kind === 'case-ledger'
  const [from, until] = dated ? [asked.from, asked.until] : [today, today]
  const stamp = from === until ? plain(from) : `${plain(from)}-${plain(until)}`
  const bytes = await printLedger(
    {
      ...shape,
      number: `${shape.code}-${stamp}`,
      site: site.name,
      parties: site,
      period: !dated
        ? `截至 ${dayWords(today)}`
        : from === until
          ? dayWords(from)
          : `${dayWords(from)}至${dayWords(until)}`,
      rows,
      foot: dated ? [screeningSentence] : [],
      madeAt: now,
      demo: world.demo,
    },
    world.fonts(),
  )
  return { name: `${shape.title}-${stamp}.pdf`, bytes }
}

function plain(day: string): string {
  return day.replaceAll('-', '')
}

function linesOf(world: World, { kind, from, until }: LedgerAsked, today: string): readonly (readonly LedgerCell[])[] {
  const { offset } = world.now()
  const period: Period = { from: dayBounds(from, offset).from, until: dayBounds(until, offset).until }
  switch (kind) {
    case 'raw-record':
      return rawLines(world.db, period, MOST_LINES + 1).map((line) => {
        const model = driverFor(world, line.driver)
        return rawLine({ ...line, instrument: model === undefined ? line.driver : `${model.vendor} ${model.model}` })
      })
    case 'case-ledger':
      return casesOpened(world.db, period, MOST_LINES + 1).map((id) => {
        const state = failureState(world, id)
        const recordNo = recordOf(world.db, id)?.recordNo ?? ''
        const made = { recordNo, madeAt: state.movedAt, draft: state.stage !== 'closed' }
        return caseLine(recordSheet(world, state, made, []), state.openedAt, stageWords[state.stage])
      })
    case 'kit-ledger': {
      const kits = new Map(entriesOf(world.db, 'kit', { retired: true }).map(({ key, data }) => [key, data.name]))
      return entriesOf(world.db, 'kit-lot').map(({ data }) => kitLine(data, kits.get(data.kit) ?? data.kit, today))
    }
    case 'instrument-ledger':
      return entriesOf(world.db, 'instrument').map(({ data }) => instrumentLine(data, today))
    case 'training-record':
      return entriesOf(world.db, 'staff').map(({ data }) => staffLine(data, today))
  }
}
