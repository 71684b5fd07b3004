/** The judge for the terminal: one JSON line in, one JSON line out, whatever the line holds. */
import { judge } from './judge.ts'
import type { LimitPack } from './limit-pack.ts'
import { undecided } from './reason.ts'
import { citation, type Judgement, type Question } from './verdict.ts'

const required = ['item', 'food', 'method', 'sampledOn'] as const
const allowed = ['value', 'qualitative', 'unit', 'lod'] as const

/**
 * In: `{"item","food","method","sampledOn","value"?,"qualitative"?,"unit"?,"lod"?}`, null meaning absent.
 * Out: `{"verdict","basis","reason"}`, basis a citation or null. A line that is no question is undecided, `input-invalid`.
 */
export function judgeLine(text: string, pack: LimitPack): string {
  const read = questionIn(text)
  const { verdict, basis, reason } = typeof read === 'string' ? openBecause(read) : judge(read, pack)
  return JSON.stringify({ verdict, basis: basis === null ? null : citation(basis), reason })
}

function openBecause(mistake: string): Judgement {
  return { ...undecided('input-invalid', mistake), basis: null }
}

/** The question, or what is wrong with the line. */
function questionIn(text: string): Question | string {
  let json: unknown
  try {
    json = JSON.parse(text, asWritten)
  } catch {
    return 'not valid JSON'
  }
  if (typeof json !== 'object' || json === null || Array.isArray(json)) return 'not a JSON object'
  const given = new Map<string, unknown>(Object.entries(json))
  const [item, food, method, sampledOn] = required.map((name) => given.get(name))
  if (!isText(item) || !isText(food) || !isText(method) || !isText(sampledOn)) {
    return `${required.find((name) => !isText(given.get(name))) ?? ''} must be text`
  }
  const odd = allowed.find((name) => !isText(given.get(name) ?? ''))
  if (odd !== undefined) return `${odd} must be text`
  const [value, qualitative, unit, lod] = allowed.map((name) => {
    const said = given.get(name)
    return isText(said) ? said : undefined
  })
  return { item, food, method, sampledOn, value, qualitative, unit, lod }
}

function isText(said: unknown): said is string {
  return typeof said === 'string'
}

/** A number without quotes is taken as its digits stand in the line where the engine shows them, so that no float is compared. */
function asWritten(name: string, value: unknown, context?: { readonly source?: string }): unknown {
  if (typeof value !== 'number' || (name !== 'value' && name !== 'lod')) return value
  return context?.source ?? String(value)
}
