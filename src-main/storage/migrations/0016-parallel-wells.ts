/** A sample may stand in several channels of a plate at once; and the plates of a port are found by when they were loaded. */
import type { Db } from '../sqlite.ts'

export function up(db: Db): void {
  db.exec(`DROP INDEX plate_wells_sample;
CREATE INDEX plates_loaded ON plates (port, loaded_at) WHERE loaded_at IS NOT NULL;`)
}
