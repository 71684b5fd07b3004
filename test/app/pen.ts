/** A hand's stroke across a field to sign in. */
import type { Locator, Page } from 'playwright-core'

export async function drawOn(page: Page, field: Locator): Promise<void> {
  await field.scrollIntoViewIfNeeded()
  const box = await field.boundingBox()
  if (box === null) throw new Error('no field to sign in')
  await page.mouse.move(box.x + 20, box.y + 30)
  await page.mouse.down()
  for (let i = 0; i < 20; i++) await page.mouse.move(box.x + 20 + i * 8, box.y + 40 + 20 * (i % 2))
  await page.mouse.up()
}
