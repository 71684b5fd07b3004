/** What the room's list calls a kit; a kit that is in no list is called as it was written down. */
import type { World } from '#flow/world.ts'
import { entryOf } from '#storage/catalog.ts'

export function kitName({ db }: Pick<World, 'db'>, kit: string): string {
  return entryOf(db, 'kit', kit)?.data.name ?? kit
}
