/**
 * A person's seconds: the operators of the keystroke-level model, slept through in front of a page. A model of a person who makes no
 * mistake, not a person.
 *
 * Card, Moran & Newell, "The keystroke-level model for user performance time with interactive systems", CACM 23(7), 1980, 396-410:
 * K 0.08 best typist, 0.28 average typist, 1.20 worst typist and unfamiliar with the keyboard; P 1.10; H 0.40; M 1.35.
 */
import { setTimeout as pause } from 'node:timers/promises'
import type { Page } from 'playwright-core'

/** A key: gloves at six in the morning are the worst typist's. */
const K = 1.2
export const averageK = 0.28
/** A hand goes to another device. */
const H = 0.4
/** A thought before an act. */
const M = 1.35
/** Aiming at a target. */
const P = 1.1
/** Our own choice: the scanner is lifted from beside the keyboard and brought to the sign. */
const LIFT = 0.6
/** The finger lies on the trigger: a key nobody looks for. */
const TRIGGER = averageK
/** A scanner's own, with no need to hurry. */
const SCANNED_CHARACTER = 0.02

export interface Paced {
  readonly actions: number
  readonly keys: number
  /** From the first thought to the last sight. */
  readonly seconds: number
  /** Of that, what the person waited for the program. */
  readonly program: number
}

export class Person {
  readonly #page: Page
  readonly #began = performance.now()
  #actions = 0
  #keys = 0
  #program = 0

  constructor(page: Page) {
    this.#page = page
  }

  async scan(code: string): Promise<void> {
    this.#actions += 1
    await seconds(M + H + LIFT + P + TRIGGER)
    for (const key of [...code, 'Enter']) {
      await this.#page.keyboard.press(key)
      await seconds(SCANNED_CHARACTER)
    }
  }

  /** The hand goes back to the keys while the page is read. */
  home(): Promise<void> {
    return seconds(H)
  }

  /** One word, or one key by its name. */
  async press(...keys: readonly string[]): Promise<void> {
    this.#actions += 1
    await seconds(M)
    for (const key of keys) {
      this.#keys += 1
      await seconds(K)
      await this.#page.keyboard.press(key)
    }
  }

  /** Nothing is done before the page shows it; the whole wait is the program's. */
  async sees<T>(shown: Promise<T>): Promise<T> {
    const from = performance.now()
    const found = await shown
    this.#program += performance.now() - from
    return found
  }

  paced(): Paced {
    return {
      actions: this.#actions,
      keys: this.#keys,
      seconds: (performance.now() - this.#began) / 1000,
      program: this.#program / 1000,
    }
  }
}

/** What the same acts take with other keys. */
export function withKey(paced: Paced, key: number): number {
  return paced.seconds - paced.keys * (K - key)
}

function seconds(count: number): Promise<void> {
  return pause(count * 1000)
}
