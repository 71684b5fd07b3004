/** What a printed line of an unknown device says by itself: a status, a name, numbers with known units. Anything else is not read. */
import { damaged, ignored, type Outcome, reading } from '#core/reading/reading.ts'
import { balanceUnits, itemOfUnit } from '#drivers/kit/balance/weight.ts'

/** Units that stand for a quantity no matter who prints them. */
const otherUnits: Readonly<Record<string, string>> = {
  pH: 'pH',
  '°C': '温度',
  '℃': '温度',
  mV: '电位',
  'mg/kg': '读数',
  'mg/L': '读数',
  'μg/kg': '读数',
  'ug/kg': '读数',
  'μg/L': '读数',
  'ng/mL': '读数',
  ppm: '读数',
  ppb: '读数',
  RLU: '读数',
  'μS/cm': '电导率',
  'mS/cm': '电导率',
}

/** Longest first: `mg/kg` is not `mg`. */
const units = [...balanceUnits, ...Object.keys(otherUnits)].sort((left, right) => right.length - left.length)

/** Words that say which weight it is, as A&D, T-Scale, Mettler and Ohaus print them. */
const legends = ['GS', 'NT', 'G', 'N', 'T', 'NET', 'LO', 'OK', 'HI']

const SHORTEST = 4

/** Letters in front; `~`, `±` or a byte of noise before a number is no name, and changes what the number says. */
const nameable = /^(?:\p{L}[\p{L}\p{N}\p{M} _./()%（）#&*'-]*)?$/u

interface Value {
  readonly name: string
  readonly value: string
  readonly unit: string
}

export function readLine(text: string): readonly Outcome[] {
  const said = text.trim()
  if (said === '') return [ignored('blank-line')]
  const { status, rest } = statusOf(said)
  if (status === 'overload') return [ignored(`overload: ${said}`)]
  if (status === 'not-now') return [ignored(`not-now: ${said}`)]
  // A print-out is wider; `5g` alone stands in any noise.
  const found = text.length < SHORTEST ? null : valuesOf(rest)
  if (found === null)
    return [
      status === null ? ignored(`not-understood: ${said.slice(0, 60)}`) : damaged(`line-broken: ${said.slice(0, 60)}`),
    ]
  if (status === 'unstable' || found.unstable) return [ignored(`unstable: ${said}`)]
  return found.values.map(({ name, value, unit }) => {
    const legend = legends.includes(name) ? name : found.legend
    return reading({ item: legend === name || name === '' ? itemOf(unit) : name, value, unit, flag: legend })
  })
}

function itemOf(unit: string): string {
  return otherUnits[unit] ?? itemOfUnit(unit)
}

type Status = 'stable' | 'unstable' | 'overload' | 'not-now' | null

/** `ST,` `US,` `QT,` `OL,` of A&D and T-Scale, by others with a blank; `S S`, `S D`, `S +` of MT-SICS. */
function statusOf(said: string): { readonly status: Status; readonly rest: string } {
  const comma = /^(ST|QT|US|OL|UL)(?:,| +(?=[-+.\d]))(.*)$/.exec(said)
  const sics = /^S ([SDI+-])(?: (.*))?$/.exec(said)
  const word = comma?.[1] ?? sics?.[1]
  const rest = comma?.[2] ?? sics?.[2] ?? said
  if (word === undefined) return { status: null, rest }
  if (['OL', 'UL', '+', '-'].includes(word)) return { status: 'overload', rest }
  if (word === 'I') return { status: 'not-now', rest }
  return { status: word === 'US' || word === 'D' ? 'unstable' : 'stable', rest }
}

/** Null unless the whole line is made of numbers with units: several balances leave the unit out while the weight is not stable. */
function valuesOf(text: string): { values: readonly Value[]; unstable: boolean; legend: string | null } | null {
  const values: Value[] = []
  let rest = text
  for (;;) {
    const found = /^([^\d+\-?<>≤≥]*)([<>≤≥]?) *([+-]?) *(\d+(?:\.\d+)?) *(.*)$/.exec(rest)
    if (found === null) break
    const [, before = '', limit = '', sign = '', digits = '', behind = ''] = found
    const unit = unitAt(behind)
    const name = before.replace(/[\s:=：,，]+/g, ' ').trim()
    if (unit === null || !nameable.test(name)) return null
    values.push({ name, value: `${limit}${sign}${digits}`, unit })
    rest = behind.slice(unit.length)
    if (values.length > 4) return null
  }
  const [whole, unstable, legend] = /^ *(\??) *([A-Za-z]{0,3}) *$/.exec(rest) ?? []
  if (whole === undefined || values.length === 0) return null
  if (legend !== '' && legend !== 'ATC' && !legends.includes(legend ?? '')) return null
  return { values, unstable: unstable === '?', legend: legend === '' || legend === 'ATC' ? null : (legend ?? null) }
}

/** A unit ends where its letters end: `kg`, not the k of a word. */
function unitAt(text: string): string | null {
  const unit = units.find((one) => text.startsWith(one))
  return unit === undefined || /^[A-Za-z/]/.test(text.slice(unit.length)) ? null : unit
}
