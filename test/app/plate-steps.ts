/** The plate, walked as at the bench: controls by their buttons, samples by scanner, then the next plate by Enter. */
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import type { Measured } from './standing-reader.ts'

/** Onto the plate that can still be changed: a blank, a positive control, then the samples in order. */
export async function fillPlate(
  page: Page,
  samples: readonly string[],
  controls: readonly ('放空白对照' | '放阳性质控')[],
): Promise<void> {
  await page.keyboard.press('F4')
  const taken = page.getByRole('button', { name: /^取下 .+ 号通道的/ })
  await page.getByRole('button', { name: '放空白对照' }).waitFor()
  for (const [at, control] of controls.entries()) {
    await page.getByRole('button', { name: control }).click()
    await expect.poll(() => taken.count(), { timeout: 20_000 }).toBe(at + 1)
  }
  for (const [at, sampleNo] of samples.entries()) {
    await page.keyboard.type(sampleNo, { delay: 2 })
    await page.keyboard.press('Enter')
    await expect.poll(() => taken.count(), { timeout: 20_000 }).toBe(controls.length + at + 1)
  }
}

/** The plate that was filled beside the device goes onto it. */
export async function changePlate(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^换上下一板/ }).click()
  await page.getByText('已上机,等第一个读数').waitFor()
}

/** What the device would be told for each channel of the plate on it: the number on the tube and what it reads. */
export async function runOf(page: Page, readsAt: (channel: string) => string): Promise<readonly Measured[]> {
  const wells = await page.getByRole('list', { name: '通道' }).first().getByRole('listitem').allInnerTexts()
  return wells.flatMap((text) => {
    const channel = /^\d+/.exec(text)?.[0]
    const number = /\b(\d{4})\b/.exec(text.replace(/^\d+/, ''))?.[1]
    if (channel === undefined || number === undefined) return []
    return [{ channel, sampleNo: String(Number(number)), value: readsAt(channel) }]
  })
}

export function wellOf(page: Page, channel: number) {
  return page
    .getByRole('list', { name: '通道' })
    .first()
    .getByRole('listitem')
    .nth(channel - 1)
}
