/** Which bytes of its frame an outcome is about, where a frame holds several; null: the whole frame. */
import type { Db } from '../sqlite.ts'

export function up(db: Db): void {
  db.exec(`
ALTER TABLE outcomes ADD COLUMN from_byte INTEGER CHECK (from_byte >= 0);
ALTER TABLE outcomes ADD COLUMN until_byte INTEGER CHECK (until_byte > from_byte);
CREATE INDEX readings_by_port ON readings (port, heard_at);
`)
}
