/** What the 样品信息单 says beyond number, stall, food and time: filled in when it is known, each change a record of its own. */

/** What may be written into a field: `day` is `YYYY-MM-DD`, `decimal` a quantity, `choice` one of the field's own words. */
export type DetailKind = 'text' | 'day' | 'decimal' | 'choice'

export interface DetailField {
  readonly name: string
  readonly kind: DetailKind
  /** Longest text. */
  readonly max: number
  readonly choices?: readonly string[]
}

export const quantityUnits = ['kg', 'g', 'L', 'mL', 'piece', 'box'] as const
export const conditions = ['normal', 'damaged', 'spoiled', 'thawed', 'other'] as const
export const voucherKinds = ['quarantine', 'inspection', 'purchase', 'origin', 'import', 'other'] as const
export const traceSystems = ['menglianlian', 'other'] as const

/**
 * In the order of the paper. The first five of a sample are art. 5 of the 操作指南 (国市监食检规〔2023〕1号 annex 1), the part is art. 8;
 * 承诺达标合格证 by 农业农村部令2025年第4号.
 */
export const detailFields = [
  { name: 'part', kind: 'text', max: 40 },
  { name: 'quantity', kind: 'decimal', max: 20 },
  { name: 'quantityUnit', kind: 'choice', max: 10, choices: quantityUnits },
  { name: 'condition', kind: 'choice', max: 10, choices: conditions },
  { name: 'conditionNote', kind: 'text', max: 80 },
  { name: 'origin', kind: 'text', max: 60 },
  { name: 'supplier', kind: 'text', max: 60 },
  { name: 'purchasedOn', kind: 'day', max: 10 },
  { name: 'purchaseQuantity', kind: 'decimal', max: 20 },
  { name: 'purchaseUnit', kind: 'choice', max: 10, choices: quantityUnits },
  { name: 'batchNo', kind: 'text', max: 40 },
  { name: 'certificateNo', kind: 'text', max: 60 },
  { name: 'certificateIssuer', kind: 'text', max: 60 },
  { name: 'certificateOn', kind: 'day', max: 10 },
  { name: 'certificateUntil', kind: 'day', max: 10 },
  { name: 'certificateScan', kind: 'text', max: 500 },
  { name: 'voucherKind', kind: 'choice', max: 10, choices: voucherKinds },
  { name: 'voucherNo', kind: 'text', max: 60 },
  { name: 'voucherOn', kind: 'day', max: 10 },
  { name: 'voucherUntil', kind: 'day', max: 10 },
  { name: 'traceSystem', kind: 'choice', max: 20, choices: traceSystems },
  { name: 'traceCode', kind: 'text', max: 200 },
  { name: 'note', kind: 'text', max: 200 },
] as const satisfies readonly DetailField[]

export type DetailName = (typeof detailFields)[number]['name']

export type SampleDetails = Readonly<Record<DetailName, string | null>> & {
  /** 检测项目 the sample was taken for, by name; empty: whatever the room tests. */
  readonly items: readonly string[]
}

export const detailNames: readonly DetailName[] = detailFields.map(({ name }) => name)

export const noDetails: SampleDetails = {
  part: null,
  quantity: null,
  quantityUnit: null,
  condition: null,
  conditionNote: null,
  origin: null,
  supplier: null,
  purchasedOn: null,
  purchaseQuantity: null,
  purchaseUnit: null,
  batchNo: null,
  certificateNo: null,
  certificateIssuer: null,
  certificateOn: null,
  certificateUntil: null,
  certificateScan: null,
  voucherKind: null,
  voucherNo: null,
  voucherOn: null,
  voucherUntil: null,
  traceSystem: null,
  traceCode: null,
  note: null,
  items: [],
}

/** Blank is unknown; what an older release kept and did not know is unknown too. */
export function detailsOf(said: Partial<SampleDetails>): SampleDetails {
  const texts = detailNames.map((name) => {
    const text = said[name]?.trim() ?? ''
    return [name, text === '' ? null : text] as const
  })
  const items = [...new Set((said.items ?? []).map((item) => item.trim()).filter((item) => item !== ''))]
  return { ...noDetails, ...Object.fromEntries(texts), items }
}

export interface DetailChange {
  readonly name: DetailName | 'items'
  readonly before: string | null
  readonly after: string | null
}

export function changesOf(before: SampleDetails, after: SampleDetails): readonly DetailChange[] {
  const texts = detailNames.flatMap((name) =>
    before[name] === after[name] ? [] : [{ name, before: before[name], after: after[name] }],
  )
  const [old, now] = [before.items.join('、'), after.items.join('、')]
  return old === now
    ? texts
    : [...texts, { name: 'items', before: old === '' ? null : old, after: now === '' ? null : now }]
}
