/** The three groups of tests, each with its own list of items, its own records and its own commands. */

export interface Group {
  readonly name: string
  /** Null: records name their item themselves. */
  readonly list: number | null
  readonly range: number
  readonly record: number
  /** `curve`: a photometer's channels. `strip`: one test card. `text`: lines of text. */
  readonly form: 'curve' | 'strip' | 'text'
}

export const photometric: Group = { name: '非试纸法', list: 0x42, range: 0x43, record: 0x45, form: 'curve' }
export const gold: Group = { name: '金标卡法', list: 0x62, range: 0x63, record: 0x65, form: 'strip' }
export const dry: Group = { name: '干化学法', list: 0x72, range: 0x73, record: 0x75, form: 'strip' }

/** DY-7200: its records are text and name their item. */
export const written: Group = { name: '文本记录', list: null, range: 0x43, record: 0x45, form: 'text' }
