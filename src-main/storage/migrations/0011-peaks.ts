/** What a card reader saw: heights of control and test line and their ratio, beside the word it made of them. */
import type { Db } from '../sqlite.ts'

export function up(db: Db): void {
  db.exec('ALTER TABLE readings ADD COLUMN peaks TEXT CHECK (json_valid(peaks))')
}
