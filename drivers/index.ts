/** The list of drivers, one line each; everything else about a model lies in its folder. */
import { driver as aAndDStandard } from './a-and-d/standard/driver.ts'
import { driver as dayuanDy723pc } from './dayuan/dy-723pc/driver.ts'
import { driver as dayuanDy2620 } from './dayuan/dy-2620/driver.ts'
import { driver as dayuanDy3000dy } from './dayuan/dy-3000dy/driver.ts'
import { driver as dayuanDy3000ld } from './dayuan/dy-3000ld/driver.ts'
import { driver as dayuanDy4300 } from './dayuan/dy-4300/driver.ts'
import { driver as dayuanDy5000 } from './dayuan/dy-5000/driver.ts'
import { driver as dayuanDy5000ld } from './dayuan/dy-5000ld/driver.ts'
import { driver as dayuanDy5800 } from './dayuan/dy-5800/driver.ts'
import { driver as dayuanDy6100 } from './dayuan/dy-6100/driver.ts'
import { driver as dayuanDy6200 } from './dayuan/dy-6200/driver.ts'
import { driver as dayuanDy6201 } from './dayuan/dy-6201/driver.ts'
import { driver as dayuanDy6260 } from './dayuan/dy-6260/driver.ts'
import { driver as dayuanDy6400 } from './dayuan/dy-6400/driver.ts'
import { driver as dayuanDy6600 } from './dayuan/dy-6600/driver.ts'
import { driver as dayuanDy7200 } from './dayuan/dy-7200/driver.ts'
import { driver as dayuanDyrs2 } from './dayuan/dyrs2/driver.ts'
import { driver as dayuanLz4000t } from './dayuan/lz-4000t/driver.ts'
import { driver as dayuanTl300 } from './dayuan/tl-300/driver.ts'
import { driver as dayuanTl310 } from './dayuan/tl-310/driver.ts'
import { driver as genericCsvFolder } from './generic/csv-folder/driver.ts'
import { driver as genericHl7 } from './generic/hl7/driver.ts'
import { driver as genericLine } from './generic/line/driver.ts'
import { driver as genericLis2 } from './generic/lis2/driver.ts'
import { driver as genericPhLine } from './generic/ph-line/driver.ts'
import { driver as genericScanner } from './generic/scanner/driver.ts'
import { driver as jikJik6cab } from './jik/jik6cab/driver.ts'
import type { Driver } from './kit/driver.ts'
import { driver as mettlerMsTs } from './mettler/ms-ts/driver.ts'
import { driver as mettlerMtSics } from './mettler/mt-sics/driver.ts'
import { driver as ohausDefender3000 } from './ohaus/defender-3000/driver.ts'
import { driver as sartoriusSbi } from './sartorius/sbi/driver.ts'
import { driver as tScaleNhb } from './t-scale/nhb/driver.ts'
import { driver as tScaleQhw } from './t-scale/qhw/driver.ts'
import { driver as taiyangTtj3h8 } from './taiyang/ttj-3h8/driver.ts'
import { driver as taiyangTtj4h8 } from './taiyang/ttj-4h8/driver.ts'
import { driver as taiyangTtj8h8 } from './taiyang/ttj-8h8/driver.ts'
import { driver as taiyangTtj8h16 } from './taiyang/ttj-8h16/driver.ts'
import { driver as taiyangTtj8h24 } from './taiyang/ttj-8h24/driver.ts'
import { driver as taiyangTtj9h24 } from './taiyang/ttj-9h24/driver.ts'
import { driver as taiyangTtj10h8 } from './taiyang/ttj-10h8/driver.ts'
import { driver as taiyangTtj10h32 } from './taiyang/ttj-10h32/driver.ts'
import { driver as taiyangTtnj8 } from './taiyang/ttnj-8/driver.ts'
import { driver as taiyangTtnj16 } from './taiyang/ttnj-16/driver.ts'
import { driver as taiyangTtnj24 } from './taiyang/ttnj-24/driver.ts'
import { driver as taiyangTtnj32 } from './taiyang/ttnj-32/driver.ts'
import { driver as taiyangTtnjZ16 } from './taiyang/ttnj-z16/driver.ts'
import { driver as taiyangTtnjZ24 } from './taiyang/ttnj-z24/driver.ts'
import { driver as tfoFo1 } from './tfo/fo1/driver.ts'
import { driver as thermoOrionStar } from './thermo/orion-star/driver.ts'
import { driver as wondfoFinecare } from './wondfo/finecare/driver.ts'

export type { Driver } from './kit/driver.ts'

export const drivers: readonly Driver[] = [
  aAndDStandard,
  dayuanDy2620,
  dayuanDy3000dy,
  dayuanDy3000ld,
  dayuanDy4300,
  dayuanDy5000,
  dayuanDy5000ld,
  dayuanDy5800,
  dayuanDy6100,
  dayuanDy6200,
  dayuanDy6201,
  dayuanDy6260,
  dayuanDy6400,
  dayuanDy6600,
  dayuanDy7200,
  dayuanDy723pc,
  dayuanDyrs2,
  dayuanLz4000t,
  dayuanTl300,
  dayuanTl310,
  genericCsvFolder,
  genericHl7,
  genericLine,
  genericLis2,
  genericPhLine,
  genericScanner,
  jikJik6cab,
  mettlerMsTs,
  mettlerMtSics,
  ohausDefender3000,
  sartoriusSbi,
  tScaleNhb,
  tScaleQhw,
  taiyangTtj10h32,
  taiyangTtj10h8,
  taiyangTtj3h8,
  taiyangTtj4h8,
  taiyangTtj8h16,
  taiyangTtj8h24,
  taiyangTtj8h8,
  taiyangTtj9h24,
  taiyangTtnj16,
  taiyangTtnj24,
  taiyangTtnj32,
  taiyangTtnj8,
  taiyangTtnjZ16,
  taiyangTtnjZ24,
  tfoFo1,
  thermoOrionStar,
  wondfoFinecare,
]

/** The driver named `vendor/model`, or undefined. */
export function driverById(id: string): Driver | undefined {
  return drivers.find((driver) => driver.id === id)
}
