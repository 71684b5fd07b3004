/** A small workbook with formulas and merged cells, as Excel writes them. */
import { type BookWords, bookOf } from '#test/drivers/workbook-bytes.ts'

export type CellWords = string | { readonly formula: string; readonly value: string | null }

const escaped = (text: string) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;')

/** `merged`: ranges such as `B5:B6`. */
export function workbookOf(rows: readonly (readonly CellWords[])[], merged: readonly string[]): Uint8Array {
  const sheet = rows
    .map((cells, at) => `<row r="${at + 1}">${cells.map((cell) => cellXml(cell)).join('')}</row>`)
    .join('')
  const ranges = merged.map((ref) => `<mergeCell ref="${ref}"/>`).join('')
  return bookOf({ sheets: [sheet], after: `<mergeCells>${ranges}</mergeCells>` } satisfies BookWords)
}

function cellXml(cell: CellWords): string {
  if (typeof cell === 'string') return cell === '' ? '<c/>' : `<c t="inlineStr"><is><t>${escaped(cell)}</t></is></c>`
  const value = cell.value === null ? '' : `<v>${escaped(cell.value)}</v>`
  return `<c t="str"><f>${escaped(cell.formula)}</f>${value}</c>`
}
