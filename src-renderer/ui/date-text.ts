/** What a person types as a day or a minute, as a form keeps it: `2026-11-22`, `2026-11-22T06:12`. Pure. */

export type DateKind = 'day' | 'minute'

const dayPart = String.raw`(\d{4})[-/.年]?(\d{2})[-/.月]?(\d{2})日?`
const looseDay = String.raw`(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?`
const strict = { day: new RegExp(`^${dayPart}$`), minute: new RegExp(`^${dayPart}[T ]*(\\d{2}):?(\\d{2})$`) }
const loose = { day: new RegExp(`^${looseDay}$`), minute: new RegExp(`^${looseDay}[T ]+(\\d{1,2}):(\\d{2})$`) }

/** Digits alone will do: 20261122. `finished`: no more keys will come, so 2026-3-1 is whole. Null: not a day, or none that exists. */
export function readDate(kind: DateKind, said: string, finished = true): string | null {
  const text = said.normalize('NFKC').trim()
  const parts = strict[kind].exec(text) ?? (finished ? loose[kind].exec(text) : null)
  if (parts === null) return null
  const [year = '', month = '', day = '', hour = '00', minute = '00'] = parts
    .slice(1)
    .map((part) => part.padStart(2, '0'))
  const read = `${year}-${month}-${day}T${hour}:${minute}`
  const at = Date.parse(`${read}:00.000Z`)
  // 30 February would become another day.
  if (Number.isNaN(at) || new Date(at).toISOString().slice(0, 16) !== read) return null
  return kind === 'day' ? read.slice(0, 10) : read
}
