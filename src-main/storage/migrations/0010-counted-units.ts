/** Frames are counted when they are settled, a unit at a time: a count for each row cost as much as the row. */
import type { Db } from '../sqlite.ts'

export function up(db: Db): void {
  // Counted when they were kept; those that a crash left unsettled will be counted when the next start settles them.
  db.exec(`
UPDATE counters SET value = value - (
  SELECT count(*) FROM frames f WHERE 'port:' || f.port = counters.subject
    AND f.id >= coalesce((SELECT below FROM progress WHERE name = 'settled'), 0)
    AND NOT EXISTS (SELECT 1 FROM outcomes o WHERE o.frame_id = f.id)
) WHERE name = 'frames';

DROP TRIGGER frames_counted;

DROP TRIGGER outcomes_counted;
`)
}
