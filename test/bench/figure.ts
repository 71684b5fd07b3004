/** What a measurement says: a figure with its unit and, where a bare limit is named, that limit from the same run; and its words on a terminal. */

export interface Figure {
  readonly kind: 'measured'
  readonly name: string
  readonly value: number
  readonly unit: string
  /** The same work without our program, measured in the same run. */
  readonly bare?: number
  /** `value / bare`. */
  readonly ratio?: number
  readonly aim?: string
  readonly note?: string
}

/** A figure this machine cannot give, with what it lacks. */
export interface NotMeasured {
  readonly kind: 'not-measured'
  readonly name: string
  readonly why: string
}

export type Answer = Figure | NotMeasured

/** `quick`: sizes that only show that everything runs. */
export interface Size {
  readonly quick: boolean
}

export interface Benchmark {
  readonly name: string
  measure(size: Size): Promise<readonly Answer[]>
}

type Extra = Pick<Figure, 'aim' | 'note'> & { readonly bare?: number }

export function figure(name: string, value: number, unit: string, { bare, ...words }: Extra = {}): Figure {
  const limit = bare === undefined ? {} : { bare: rounded(bare), ratio: rounded(value / bare) }
  return { kind: 'measured', name, value: rounded(value), unit, ...limit, ...words }
}

export function notMeasured(name: string, why: string): NotMeasured {
  return { kind: 'not-measured', name, why }
}

/** The value that `share` (0 to 1) of all values do not exceed; throws when there are none. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  const found = sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]
  if (found === undefined) throw new Error('a percentile of nothing')
  return found
}

export function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}

/** Four significant digits: more would be noise. */
function rounded(value: number): number {
  return Number(value.toPrecision(4))
}

export function tableOf(answers: readonly Answer[]): string {
  const rows = answers.map((answer) =>
    answer.kind === 'measured'
      ? [answer.name, String(answer.value), answer.unit, limitOf(answer), answer.aim ?? '', answer.note ?? '']
      : [answer.name, '-', '', '', '', `not measured: ${answer.why}`],
  )
  const all = [['figure', 'value', 'unit', 'bare (ratio)', 'aim', ''], ...rows]
  const widths = [0, 1, 2, 3, 4].map((column) => Math.max(...all.map((row) => row[column]?.length ?? 0)))
  const line = (row: readonly string[]) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ')
  return `${all.map((row) => line(row).trimEnd()).join('\n')}\n`
}

function limitOf({ bare, ratio }: Figure): string {
  return bare === undefined ? '' : `${bare} (${ratio})`
}
