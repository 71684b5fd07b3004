/** The one door for a driver into the list: fills what most models share and checks what a compiler cannot. */
import type { Driver } from './driver.ts'

type Usual = Pick<
  Driver,
  'alsoSoldAs' | 'category' | 'guard' | 'repeats' | 'method' | 'channelsSure' | 'sisters' | 'items'
>

const usual: Usual = {
  alsoSoldAs: [],
  category: 'analyzer',
  guard: 'shape',
  repeats: 'key',
  method: null,
  channelsSure: true,
  sisters: [],
  items: [],
}

/** Throws at start-up on an id that is not `vendor/model` in lower case: the id is the folder's path. */
export function defineDriver(driver: Omit<Driver, keyof Usual> & Partial<Usual>): Driver {
  if (!/^[a-z0-9]+(-[a-z0-9]+)*\/[a-z0-9]+(-[a-z0-9]+)*$/.test(driver.id))
    throw new Error(`Driver id ${driver.id} is not vendor/model`)
  if (driver.source === '') throw new Error(`Driver ${driver.id} names no source`)
  return Object.freeze({ ...usual, ...driver })
}
