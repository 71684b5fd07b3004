/** The day desk after ten years: what a person waits for at a million results, asked through the contract's own router. */
import type { Answer, Benchmark } from './figure.ts'
import { openTenYears, type Question, timesOf } from './old-desk.ts'

export const dayDesk: Benchmark = {
  name: 'day-desk',
  async measure({ quick }) {
    const { client, results, bare, hold, close } = openTenYears(quick)
    const asked: readonly Question[] = [
      ['newest page', () => client.day.results({ limit: 50, after: null, day: '2026-03-02' })],
      ['newest page, all years', () => client.day.results({ limit: 50, after: null })],
      ['overview', () => client.day.overview({})],
      ['open work', () => client.day.open({})],
      ['trend', () => client.day.trend({})],
      ['what lacks a blank', () => client.control.due({})],
      ['search today', () => client.day.results({ limit: 50, after: null, day: '2026-03-02', search: 'jc' })],
    ]
    try {
      for (const name of ['农残仪1', '农残仪2']) await hold(name)
      const newest = await client.day.results({ limit: 50, after: null, day: '2026-03-02' })
      if (newest.rows.length === 0) throw new Error('the last day of the ten years is empty')
      const figures: Answer[] = []
      for (const [name, ask] of asked)
        figures.push(...(await timesOf(`day desk at ${results}: ${name}`, ask, bare, quick)))
      return figures
    } finally {
      await close()
    }
  },
}
