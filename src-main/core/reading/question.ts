/** A matched reading becomes a question for the judge: the analyzer's words sorted into value, word and unit, none invented. */
import { readDecimal } from '../judge/decimal.ts'
import { readMeasured } from '../judge/measured.ts'
import { foodUnitOf, isSignal, unitOf } from '../judge/unit.ts'
import type { Question } from '../judge/verdict.ts'
import { wordOf } from '../judge/word.ts'
import type { Sample } from '../sample/sample.ts'
import { dayOf } from '../time.ts'
import { hasThresholds, type KitFacts, noKit } from './kit-facts.ts'
import type { Peaks, Reading } from './reading.ts'

/** What of a reading is judged. */
export type Judged = Pick<Reading, 'item' | 'value' | 'unit' | 'flag' | 'peaks'>

/**
 * `driverMethod` is what the model measures by when the analyzer cannot say so; null leaves the method unknown and the result
 * undecided. The number keeps the analyzer's text; the sample's own day and food count, never the analyzer's. `kit`: the lot it was
 * made with, for what only reader and lot can say.
 */
export function questionOf(
  reading: Judged,
  sample: Pick<Sample, 'food' | 'takenAt'>,
  driverMethod: string | null,
  kit: KitFacts = noKit,
): Question {
  const asked = {
    item: itemOf(reading.item),
    food: sample.food,
    method: driverMethod ?? '',
    sampledOn: dayOf(sample.takenAt),
  }
  const flag = reading.flag?.trim() ?? ''
  const unit = reading.unit?.trim() ?? ''
  const measured = readMeasured(reading.value)
  const peaks = peaksOf(reading)
  const isAmount = (measured.kind === 'number' || measured.kind === 'less-than') && !isCardSignal(unit)
  if (peaks !== null && !isAmount) return { ...asked, ...cardAsked(peaks, wordSaid(reading), kit) }
  if (measured.kind === 'empty') return flag === '' ? asked : { ...asked, qualitative: flag }
  if (!isAmount) return { ...asked, value: reading.value, qualitative: accusing(flag) }
  // A card that is read as an amount has not run either without its control line.
  const qualitative = peaks !== null && hasNotRun(peaks, kit) ? '无效' : accusing(flag)
  return { ...asked, value: reading.value, qualitative, unit: unit === '' ? undefined : unit, ...diluted(unit, kit) }
}

/** The lines and what they are read by. Where nobody has said that, the reader's own word counts, which it took from its own. */
function cardAsked(peaks: Peaks, word: string | undefined, kit: KitFacts): Pick<Question, 'card' | 'qualitative'> {
  if (word !== undefined && !hasThresholds(kit)) return { qualitative: word }
  const { reader, lot, invalidUpTo, positiveUpTo, negativeFrom } = kit
  const test = peaks.t === '' ? {} : { t: peaks.t }
  const ratio = peaks.ratio === '' ? {} : { ratio: peaks.ratio }
  const lines = { scheme: 'competitive-t/c', c: peaks.c, ...test, ...ratio }
  return { qualitative: word, card: { ...lines, invalidUpTo, positiveUpTo, negativeFrom, reader, lot } }
}

/** A reading in T/C is the ratio alone. */
function peaksOf({ value, unit, peaks }: Judged): Peaks | null {
  if (peaks !== undefined) return peaks
  return isCardSignal(unit?.trim() ?? '') ? { c: '', t: '', ratio: value.trim() } : null
}

function wordSaid({ value, flag }: Judged): string | undefined {
  const said = flag?.trim() ?? ''
  return failing.includes(said) ? '阳性' : [said, value.trim()].find((word) => wordOf(word) !== null)
}

function hasNotRun({ c }: Peaks, kit: KitFacts): boolean {
  const [control, floor] = [readDecimal(c), readDecimal(kit.invalidUpTo)]
  return hasThresholds(kit) && control !== null && floor !== null && control.lte(floor)
}

/** C0 x factor (domain: store both). A share of a signal is no concentration, so a factor says nothing of it. */
function diluted(unit: string, { dilution }: KitFacts): Pick<Question, 'dilution' | 'finalUnit'> {
  const raw = unitOf(unit)
  if (dilution.trim() === '' || raw === null || isSignal(raw)) return {}
  const final = foodUnitOf(raw)
  return final === null ? { dilution } : { dilution, finalUnit: final }
}

/** LIS test identifiers come with empty components (`^^^NJ01`): the only one that says something is the name. */
export function itemOf(said: string): string {
  const components = said.split('^').map((component) => component.trim())
  const [only, ...others] = components.filter((component) => component !== '')
  return only === undefined || others.length > 0 ? said.trim() : only
}

function isCardSignal(unit: string): boolean {
  return /^t\s*\/\s*c$/i.test(unit)
}

/** A maker's conclusions that accuse; they stand for 阳性 beside a number. */
const failing: readonly string[] = ['不合格', '超标']

/**
 * An analyzer's 阴性 beside a number is not asked: makers pass exactly 50 % inhibition, which GB/T 5009.199-2003 fails. Its
 * 阳性, 不合格, 可疑 and 无效 are: whoever doubts is heard.
 */
function accusing(flag: string): string | undefined {
  if (failing.includes(flag)) return '阳性'
  const word = wordOf(flag)
  return word === null || word === 'negative' || word === 'not-detected' ? undefined : flag
}
