/** A matched reading becomes a question for the judge: the analyzer's words sorted into value, word and unit, none invented. */
import { readMeasured } from '../judge/measured.ts'
import type { Question } from '../judge/verdict.ts'
import { wordOf } from '../judge/word.ts'
import type { Sample } from '../sample/sample.ts'
import { dayOf } from '../time.ts'
import type { Reading } from './reading.ts'

/**
 * `driverMethod` is what the model measures by when the analyzer cannot say so; null leaves the method unknown and the result
 * undecided. The number keeps the analyzer's text; the sample's own day and food count, never the analyzer's.
 */
export function questionOf(
  reading: Pick<Reading, 'item' | 'value' | 'unit' | 'flag'>,
  sample: Pick<Sample, 'food' | 'takenAt'>,
  driverMethod: string | null,
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
  const hasWord = measured.kind === 'empty' || measured.kind === 'word'
  // A card reader's T/C is its raw signal, not an amount: its word is the result.
  if (isCardSignal(unit) && wordOf(flag) !== null) return { ...asked, qualitative: flag }
  if (measured.kind === 'empty') return flag === '' ? asked : { ...asked, qualitative: flag }
  if (hasWord) return { ...asked, value: reading.value, qualitative: accusing(flag) }
  return { ...asked, value: reading.value, qualitative: accusing(flag), unit: unit === '' ? undefined : unit }
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
