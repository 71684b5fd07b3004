/** The list of drivers, one line each; everything else about a model lies in its folder. */
import { driver as dayuanDy723pc } from './dayuan/dy-723pc/driver.ts'
import { driver as dayuanLz4000t } from './dayuan/lz-4000t/driver.ts'
import { driver as genericLis2 } from './generic/lis2/driver.ts'
import type { Driver } from './kit/driver.ts'

export type { Driver } from './kit/driver.ts'

export const drivers: readonly Driver[] = [genericLis2, dayuanDy723pc, dayuanLz4000t]

/** The driver named `vendor/model`, or undefined. */
export function driverById(id: string): Driver | undefined {
  return drivers.find((driver) => driver.id === id)
}
