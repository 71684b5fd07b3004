/** The pieces of a form: a section's heading and the grid of labels and values that every record paper is made of. */
import type { Content, TableCell } from 'pdfmake/interfaces.js'
import { grid } from './paper.ts'

export function section(text: string): Content {
  return { text, style: 'section', headlineLevel: 1 }
}

/** One row of two labelled values; what is not known is a dash, never a blank that could be filled in later. */
export function field(label: string, value: string | null, label2: string, value2: string | null): TableCell[] {
  return [{ text: label, style: 'label' }, known(value), { text: label2, style: 'label' }, known(value2)]
}

/** `tight`: for a form that must stay on one page. */
export function fields(rows: TableCell[][], tight = false): Content {
  const layout = tight ? { ...grid, paddingTop: () => 2, paddingBottom: () => 2 } : grid
  return { layout, table: { widths: [58, '*', 64, '*'], dontBreakRows: true, body: rows } }
}

function known(value: string | null): string {
  return value === null || value.trim() === '' ? '—' : value
}
