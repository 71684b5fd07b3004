/** Moments and days: every stored time is UTC plus the offset it was lived in; a day is a day at the site. */

/** `utc` is ISO 8601 with milliseconds and Z (sorts as text); `offset` is minutes east of UTC at that moment. */
export interface Moment {
  readonly utc: string
  readonly offset: number
}

/** China keeps one zone and no summer time, so a site's zone is a number unless its settings say otherwise. */
export const SHANGHAI_OFFSET = 480

export function momentOf(epochMs: number, offset: number = SHANGHAI_OFFSET): Moment {
  return { utc: new Date(epochMs).toISOString(), offset }
}

export function epochOf(moment: Moment): number {
  return Date.parse(moment.utc)
}

/** The calendar day at the site, `YYYY-MM-DD`. */
export function dayOf(moment: Moment): string {
  return localText(moment).slice(0, 10)
}

/** The clock on the wall at the site, `YYYY-MM-DDTHH:mm:ss`. */
export function localText(moment: Moment): string {
  return new Date(epochOf(moment) + moment.offset * 60_000).toISOString().slice(0, 19)
}

/** First and one-past-last moment of a day at the site, as UTC text to compare with stored moments. */
export function dayBounds(
  day: string,
  offset: number = SHANGHAI_OFFSET,
): { readonly from: string; readonly until: string } {
  const from = Date.parse(`${day}T00:00:00.000Z`) - offset * 60_000
  return { from: new Date(from).toISOString(), until: new Date(from + 86_400_000).toISOString() }
}

/** First and one-past-last moment of a calendar month (`YYYY-MM`) at the site. */
export function monthBounds(
  month: string,
  offset: number = SHANGHAI_OFFSET,
): { readonly from: string; readonly until: string } {
  const after = new Date(Date.parse(`${month}-28T00:00:00.000Z`) + 4 * 86_400_000).toISOString().slice(0, 7)
  return { from: dayBounds(`${month}-01`, offset).from, until: dayBounds(`${after}-01`, offset).from }
}

export function later(moment: Moment, ms: number): Moment {
  return momentOf(epochOf(moment) + ms, moment.offset)
}
