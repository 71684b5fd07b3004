/** The rows of a file that were refused or warned of, as a table to work through. */
import { findingText } from '#core/catalog/finding-words.ts'
import type { CatalogName } from '#core/catalog/list.ts'
import { encodeUtf8 } from '#drivers/kit/text.ts'
import type { ReportRow } from './import-catalog.ts'
import { csvRow } from './write-catalog-file.ts'

export function troublesCsv(list: CatalogName, rows: readonly ReportRow[]): Uint8Array {
  const lines = rows.map(({ number, key, change, findings }) =>
    csvRow([
      String(number),
      key,
      change === 'refused' ? '未导入' : '已导入,有提醒',
      findings.map((finding) => findingText(list, finding)).join('；'),
    ]),
  )
  return encodeUtf8(`\uFEFF${csvRow(['行号', '编号', '处理', '原因'])}${lines.join('')}`)
}
