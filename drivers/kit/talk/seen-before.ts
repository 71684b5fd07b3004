/** What an analyzer has shown in an earlier round of asking: a day is read again and again, and kept once. */

/** Only earlier rounds count: the same record twice within one transfer or one capture is shown twice. */
export class SeenBefore {
  #round = 0
  #day = ''
  readonly #rounds = new Map<string, number>()

  /** A new asking begins. A new day's records are others: the memory of the day before is let go. */
  nextRound(day: string): void {
    this.#round++
    if (day !== this.#day) this.#rounds.clear()
    this.#day = day
  }

  inEarlierRound(key: string): boolean {
    const round = this.#rounds.get(key)
    return round !== undefined && round < this.#round
  }

  remember(key: string): void {
    if (!this.#rounds.has(key)) this.#rounds.set(key, this.#round)
  }
}
