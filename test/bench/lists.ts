/** Every list, filter and search at a million results, through the contract's own router, beside the same statements by SQLite alone. */
import type { Answer, Benchmark } from './figure.ts'
import { type OldDesk, openTenYears, type Question, timesOf } from './old-desk.ts'

const page = { limit: 50, after: null } as const
/** From the middle of the ten years. */
const middle = (results: number) => ({ limit: 50, after: String(Math.floor(results / 2)) })

export const lists: Benchmark = {
  name: 'lists',
  async measure({ quick }) {
    const desk = openTenYears(quick)
    try {
      const figures: Answer[] = []
      const asked = [...resultQuestions(desk), ...ledgerQuestions(desk), ...(await otherQuestions(desk))]
      for (const [name, ask] of asked)
        figures.push(...(await timesOf(`lists at ${desk.results}: ${name}`, ask, desk.bare, quick)))
      return figures
    } finally {
      await desk.close()
    }
  },
}

function resultQuestions({ client, results }: OldDesk): readonly Question[] {
  const filters = [
    ['positive', { verdict: 'positive' }],
    ['suspect (none)', { verdict: 'suspect' }],
    ['of the second analyzer', { port: '农残仪2' }],
    ['of a rare item', { item: '恩诺沙星' }],
    ['of a stall', { stall: 'A-12' }],
    ['of a food', { food: '韭菜' }],
    ['of a stall and a food that never met', { stall: 'A-2', food: '韭菜' }],
    ['of a day', { day: '2018-07-03' }],
    ['positive, of a day', { day: '2018-07-03', verdict: 'positive' }],
    ['not uploaded', { missing: 'upload' }],
    ['not published', { missing: 'publication' }],
    ['not destroyed', { missing: 'destruction' }],
    ['search 菜', { search: '菜' }],
    ['search 韭菜', { search: '韭菜' }],
    ['search jc', { search: 'jc' }],
    ['search 鲍鱼 (nowhere)', { search: '鲍鱼' }],
    ['search two common words that never met', { search: '韭菜 豇豆' }],
    ['search 有机 恩诺 (never met)', { search: '有机 恩诺' }],
    ['search part of a number', { search: '0703-00' }],
    ['search 9999 (no number)', { search: '9999-99' }],
    ['search lfgs1, positive', { search: 'lfgs1', verdict: 'positive' }],
  ] as const
  return [
    ['results', () => client.day.results(page)],
    ['results from the middle', () => client.day.results(middle(results))],
    ...filters.map(
      ([name, filter]): Question => [`results, ${name}`, () => client.day.results({ ...page, ...filter })],
    ),
    ['results, positive, from the middle', () => client.day.results({ ...middle(results), verdict: 'positive' })],
    ['results, search jc, from the middle', () => client.day.results({ ...middle(results), search: 'jc' })],
    ...['', '韭菜', '鲍鱼', '韭菜 豇豆', '0703-00'].map(
      (search): Question => [
        search === '' ? 'samples' : `samples, search ${search}`,
        () => client.sample.list({ ...page, search }),
      ],
    ),
  ]
}

function ledgerQuestions({ client }: OldDesk): readonly Question[] {
  const months = [
    ['this month', { month: '2026-03' }],
    ['last month', { month: '2026-02' }],
    ['an old month', { month: '2018-07' }],
    ['an old month, positive', { month: '2018-07', verdict: 'positive' }],
    ['an old month, of a stall', { month: '2018-07', stall: 'A-12' }],
    ['an old month, of an item and a food', { month: '2018-07', item: '恩诺沙星', food: '韭菜' }],
    ['an old month, search jc', { month: '2018-07', search: 'jc' }],
    ['an empty month', { month: '2011-01' }],
  ] as const
  return [
    ...months.map(([name, filter]): Question => [`ledger, ${name}`, () => client.ledger.month({ ...page, ...filter })]),
    ...['2026-02', '2018-07'].map(
      (month): Question => [`ledger, totals of ${month}`, () => client.ledger.totals({ month })],
    ),
  ]
}

async function otherQuestions({ client }: OldDesk): Promise<readonly Question[]> {
  const [sample] = (await client.sample.list(page)).rows
  const failures = [{}, { open: true }, { open: false }, { stage: 'cleared' }, { stage: 'closed' }] as const
  const outbox = [
    {},
    { state: 'acknowledged' },
    { state: 'held' },
    { state: 'parked' },
    { platform: 'city' },
    { platform: 'city', state: 'held' },
    { platform: 'gone' },
  ] as const
  const audit = [
    {},
    { subject: sample?.sampleNo },
    { person: '李强' },
    { action: 'notice.approve' },
    { person: '王敏', action: 'notice.approve' },
    { person: '李强', action: 'notice.approve' },
  ] as const
  const said = (filter: object) => Object.values(filter).join(' ')
  return [
    ['claims', () => client.sample.claims(page)],
    ['habits of a stall', () => client.sample.habits({ code: 'A-12' })],
    ['one sample', () => client.sample.get({ id: sample?.id ?? '' })],
    ...failures.map(
      (filter): Question => [`failures ${said(filter)}`, () => client.failure.list({ ...page, ...filter })],
    ),
    ...outbox.map(
      (filter): Question => [`outbox ${said(filter)}`, () => client.outbox.entries({ ...page, ...filter })],
    ),
    ['platforms', () => client.outbox.platforms({})],
    ['notices of a day', () => client.notice.list({ day: '2018-07-03' })],
    ['the draft of a notice', () => client.notice.draft({})],
    ...audit.map(
      (filter): Question => [`audit ${said(filter)}`, () => client.settings.audit({ limit: 50, ...filter })],
    ),
  ]
}
