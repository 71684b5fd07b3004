/** A limit pack: the limits as data, each with the standard, the dates and the evidence it rests on. Format: docs/limit-pack.md. */

/** `verified`: read in a primary source; `weak`: read in a secondary one; `recall`: not confirmed, for demonstration only. */
export const evidences = ['verified', 'weak', 'recall'] as const
export type Evidence = (typeof evidences)[number]

/** `qualitative`: a card or strip whose own cut-off decides; `quantitative`: a number with a unit. */
export const methodKinds = ['quantitative', 'qualitative'] as const
export type MethodKind = (typeof methodKinds)[number]

export const limitKinds = ['max', 'below', 'min', 'not-detected', 'none'] as const

/** Limits are decimal text in `unit`; `lod` is the detection limit of the rule's method in the same unit, null when unknown. */
export type Limit =
  /** `max`: passes at `value` and under it. `below`: passes only under it (enzyme inhibition). */
  | {
      readonly kind: 'max' | 'below'
      readonly value: string
      readonly unit: string
      readonly lod: string | null
      /** From here up to the limit the verdict is `suspect`; null: no such band. */
      readonly suspectFrom: string | null
      readonly alsoIn?: AlsoIn
    }
  /** Passes at `value` and above it: a required content, such as amino nitrogen in soy sauce. */
  | {
      readonly kind: 'min'
      readonly value: string
      readonly unit: string
      readonly lod: string | null
      readonly alsoIn?: AlsoIn
    }
  /** 不得检出: the detection limit of the method is the whole question. */
  | {
      readonly kind: 'not-detected'
      readonly unit: string | null
      readonly lod: string | null
      readonly alsoIn?: AlsoIn
    }
  /** Measured for information; no limit is set. */
  | { readonly kind: 'none'; readonly unit: string | null; readonly lod: string | null; readonly alsoIn?: AlsoIn }

/** Other mass fractions that a result may come in, converted exactly. `µg/kg`, `mg/kg` and `g/kg` need no declaration. */
export type AlsoIn = readonly string[]

/** Days are `YYYY-MM-DD` at the site, both ends included; `effectiveTo` null: still in force. */
export interface Standard {
  readonly code: string
  readonly title: string
  readonly replaces: string | null
  readonly effectiveFrom: string
  readonly effectiveTo: string | null
}

export interface Item {
  readonly id: string
  readonly name: string
  readonly aliases: readonly string[]
}

export interface Method {
  readonly id: string
  readonly name: string
  readonly aliases: readonly string[]
  readonly kind: MethodKind
  /** True: used only where analyzer, driver or port names it, never taken because it is the only one for an item. */
  readonly named?: boolean
}

export interface Food {
  readonly name: string
  readonly aliases: readonly string[]
}

/** A category and its foods; `within` names the wider category (鱼 within 水产品), null at the top. */
export interface FoodGroup {
  readonly category: string
  readonly within: string | null
  readonly aliases: readonly string[]
  readonly names: readonly Food[]
}

export interface Rule {
  readonly id: string
  /** An item's id. */
  readonly item: string
  /** A method's id; null: any method the pack knows. */
  readonly method: string | null
  /** Names of foods or categories as the pack spells them; `*`: every food the pack knows. */
  readonly foods: readonly string[] | '*'
  /** 取样部位, for the paper; it takes no part in choosing a rule. */
  readonly part: string | null
  readonly limit: Limit
  /** A standard's code. */
  readonly standard: string
  readonly clause: string | null
  readonly effectiveFrom: string
  readonly effectiveTo: string | null
  readonly evidence: Evidence
  /** Where the row was read, for whoever checks it. */
  readonly source: string
  readonly note: string | null
}

export interface LimitPack {
  readonly id: string
  readonly version: string
  readonly title: string
  readonly issuedOn: string
  /** A demonstration pack holds rows nobody has confirmed: its verdicts are never uploaded or published as real. */
  readonly demo: boolean
  readonly standards: readonly Standard[]
  readonly items: readonly Item[]
  readonly methods: readonly Method[]
  readonly foods: readonly FoodGroup[]
  readonly rules: readonly Rule[]
}
