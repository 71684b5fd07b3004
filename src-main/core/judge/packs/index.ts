/** The limit packs that come with the program, by id. */
import type { LimitPack } from '../limit-pack.ts'
import { defaultPack } from './default.ts'
import { demoPack } from './demo.ts'

export const shippedPacks: readonly LimitPack[] = [defaultPack, demoPack]

/** `default` or `demo`; undefined for anything else, which the caller then takes for a file. */
export function packById(id: string): LimitPack | undefined {
  return shippedPacks.find((pack) => pack.id === id)
}
