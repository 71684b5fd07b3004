/** What a person changes of a proposal, one decision at a time. Pure: a draft in, a draft out. */
import type { Draft, FieldRole, Proposal } from '#contract/learn.ts'

type Field = Draft['fields'][number]
type Row = Proposal['rows'][number]

/** Only a value carries an item and a unit of its own. */
export function withRole(draft: Draft, index: number, role: FieldRole): Draft {
  return withField(draft, index, (field) => ({
    ...field,
    role,
    item: role === 'value' ? field.item : null,
    unit: role === 'value' ? field.unit : null,
  }))
}

export function withItem(draft: Draft, index: number, item: string): Draft {
  return withField(draft, index, (field) => ({ ...field, item: textOrNull(item) }))
}

export function withUnit(draft: Draft, index: number, unit: string): Draft {
  return withField(draft, index, (field) => ({ ...field, unit: textOrNull(unit) }))
}

function withField(draft: Draft, index: number, change: (field: Field) => Field): Draft {
  return { ...draft, fields: draft.fields.map((field, at) => (at === index ? change(field) : field)) }
}

export function withFixed(draft: Draft, part: Partial<Draft['fixed']>): Draft {
  return { ...draft, fixed: { ...draft.fixed, ...part } }
}

/** What a record's only value is said to be: its own, where the proposal knew one, else what is fixed for all. */
export function onlyItem(draft: Draft): string | null {
  return theValue(draft)?.item ?? draft.fixed.item
}

export function onlyUnit(draft: Draft): string | null {
  return theValue(draft)?.unit ?? draft.fixed.unit
}

/** A person's word stands over the proposal's, so that of the value itself is let go. */
export function withOnly(
  draft: Draft,
  part: { readonly item: string | null } | { readonly unit: string | null },
): Draft {
  const own = 'item' in part ? { item: null } : { unit: null }
  const fields = theValue(draft) === null ? draft.fields : draft.fields.map((field) => ({ ...field, ...own }))
  return { ...withFixed(draft, part), fields }
}

/** Null where several values stand side by side: each says its own. */
function theValue(draft: Draft): Field | null {
  const values = draft.fields.filter(({ role }) => role === 'value')
  return values.length === 1 ? (values[0] ?? null) : null
}

export function withWords(draft: Draft, part: Partial<Draft['words']>): Draft {
  return { ...draft, words: { ...draft.words, ...part } }
}

/** Blanks at the ends are kept while typing, so that two words can be written; the wizard trims before it asks. */
export function textOrNull(text: string): string | null {
  return text.trim() === '' ? null : text
}

export function rolesOf(draft: Draft): ReadonlySet<FieldRole> {
  return new Set(draft.fields.map(({ role }) => role))
}

/** Several values in one record each need an item of their own. */
export function valuesOf(draft: Draft): number {
  return draft.fields.filter(({ role }) => role === 'value').length
}

/** `FINISH, 打印` typed as one line; Chinese commas count. */
export function wordsOf(line: string): string[] {
  return [
    ...new Set(
      line
        .split(/[,，、]/)
        .map((word) => word.trim())
        .filter((word) => word !== ''),
    ),
  ]
}

/** What a record has in each field; null where the record lacks it. */
export function cellsOf(row: Row, fields: number): readonly (string | null)[] {
  return Array.from({ length: fields }, (_, index) => {
    const mark = row.marks.find(({ field }) => field === index)
    return mark === undefined ? null : row.text.slice(mark.from, mark.until)
  })
}

/** A new way to cut keeps what was said of the machine, and nothing of the old fields. */
export function keptOver(old: Draft | null, fresh: Draft): Draft {
  if (old === null) return fresh
  const { vendor, model, title, category, fixed } = old
  const kept: Draft = {
    ...fresh,
    vendor: vendor === '' ? fresh.vendor : vendor,
    model: model === '' ? fresh.model : model,
    title: title === '' ? fresh.title : title,
    category: vendor === '' && model === '' ? fresh.category : category,
    fixed: { ...fresh.fixed, method: fixed.method ?? fresh.fixed.method },
  }
  const named = fixed.item === null ? kept : withOnly(kept, { item: fixed.item })
  return fixed.unit === null ? named : withOnly(named, { unit: fixed.unit })
}

/** As the station wants it: no outer blanks left from typing. */
export function finished(draft: Draft): Draft {
  const clean = (text: string | null) => (text === null || text.trim() === '' ? null : text.trim())
  return {
    ...draft,
    vendor: draft.vendor.trim(),
    model: draft.model.trim(),
    title: draft.title.trim() === '' ? `${draft.vendor.trim()} ${draft.model.trim()}`.slice(0, 60) : draft.title.trim(),
    fields: draft.fields.map((field) => ({ ...field, item: clean(field.item), unit: clean(field.unit) })),
    fixed: { item: clean(draft.fixed.item), unit: clean(draft.fixed.unit), method: clean(draft.fixed.method) },
  }
}

/** What stands in the way of trying, in the order a person would put it right; null: go on. */
export function missingOf(draft: Draft): string | null {
  if (valuesOf(draft) === 0) return '还没有选哪一格是“数值”'
  if (rolesOf(draft).has('item') || draft.fixed.item !== null) return null
  const nameless = draft.fields.some(({ role, item }) => role === 'value' && textOrNull(item ?? '') === null)
  return nameless ? '还没有说测的是什么项目' : null
}
