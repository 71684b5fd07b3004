/** Pictures of a journey for whoever looks at it, and the one thing every step must keep: nothing hangs over the edge of the page. */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'

/** Set PICTURES to a folder to see them. */
const folder = process.env.PICTURES

export async function shot(page: Page, name: string): Promise<void> {
  // A page scrolls inside its desk, never as a whole.
  const over = await page.evaluate(() => {
    const { scrollWidth, scrollHeight } = document.documentElement
    return Math.max(scrollWidth - window.innerWidth, scrollHeight - window.innerHeight)
  })
  expect(over, `${name} hangs over by ${over} px`).toBeLessThanOrEqual(0)
  if (folder === undefined) return
  mkdirSync(folder, { recursive: true })
  await page.screenshot({ path: join(folder, `${name}.png`) })
}

/** Whatever can be scrolled sideways, or hides what hangs over without saying so by three dots; and words wider than their button. */
export async function overhanging(page: Page): Promise<readonly string[]> {
  return page.evaluate(() =>
    [document.documentElement, ...document.querySelectorAll('body *')]
      .filter((element) => {
        const { overflowX, textOverflow } = getComputedStyle(element)
        const button = element.matches('button, .ant-btn')
        const cut = (overflowX !== 'visible' || button) && textOverflow !== 'ellipsis' && element.clientWidth > 1
        return cut && !element.matches('input, textarea, .said-only') && element.scrollWidth > element.clientWidth + 1
      })
      .map((element) => `${element.className} by ${element.scrollWidth - element.clientWidth} px`),
  )
}
