/** Asking again and again for what a display shows: the same answer to the next question is not another measurement. */

/** Its keys are for `Read.key`: an answer equal to the one before it was seen in an earlier round and is not kept again. */
export class Asked {
  #open = false
  #last = ''
  #changes = 0

  /** A question goes out. */
  ask(): void {
    this.#open = true
  }

  /** No answer is awaited any more. */
  answered(): void {
    this.#open = false
  }

  /**
   * `said`: what would differ if something new were measured. Nothing for what was said unasked: a person pressed the key, and twice the
   * same is two measurements.
   */
  keyOf(said: string): { readonly key?: string } {
    if (said !== this.#last) this.#changes++
    this.#last = said
    return this.#open ? { key: `${this.#changes} ${said}` } : {}
  }
}
