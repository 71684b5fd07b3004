/** Unknown JSON with its place: reads only own properties of plain objects, so that `__proto__` and its kind mean nothing. */

/** `fields[3].role` */
export type Place = string

export class FormatError extends Error {
  constructor(place: Place, wanted: string) {
    super(`${place === '' ? 'the file' : place}: ${wanted}`)
    this.name = 'FormatError'
  }
}

type Plain = Readonly<Record<string, unknown>>

export class Checked {
  readonly #value: unknown
  readonly #place: Place

  private constructor(value: unknown, place: Place) {
    this.#value = value
    this.#place = place
  }

  static of(value: unknown): Checked {
    return new Checked(value, '')
  }

  fail(name: string, wanted: string): never {
    throw new FormatError(this.#placeOf(name), wanted)
  }

  /** A name nobody knows is refused: it was signed and would mean nothing here. */
  only(names: readonly string[]): void {
    for (const name of Object.keys(this.#plain())) {
      if (!names.includes(name)) this.fail(name.slice(0, 40), 'not a name of this format')
    }
  }

  object(name: string): Checked {
    const checked = new Checked(this.#own(name), this.#placeOf(name))
    checked.#plain()
    return checked
  }

  list(name: string, most: number): readonly Checked[] {
    const said = this.#own(name)
    if (!Array.isArray(said)) this.fail(name, 'a list')
    if (said.length > most) this.fail(name, `at most ${most} entries`)
    return Array.from(said, (one: unknown, index) => new Checked(one, `${this.#placeOf(name)}[${index}]`))
  }

  texts(name: string, most: number, shortest: number, longest: number): readonly string[] {
    return this.list(name, most).map((one) => one.asText(shortest, longest))
  }

  text(name: string, shortest: number, longest: number): string {
    return new Checked(this.#own(name), this.#placeOf(name)).asText(shortest, longest)
  }

  textOrNull(name: string, longest: number, shortest = 1): string | null {
    return this.isNull(name) ? null : this.text(name, shortest, longest)
  }

  int(name: string, least: number, most: number): number {
    return new Checked(this.#own(name), this.#placeOf(name)).asInt(least, most)
  }

  intOrNull(name: string, least: number, most: number): number | null {
    return this.isNull(name) ? null : this.int(name, least, most)
  }

  bool(name: string): boolean {
    const said = this.#own(name)
    return typeof said === 'boolean' ? said : this.fail(name, 'true or false')
  }

  isNull(name: string): boolean {
    return this.#own(name) === null
  }

  oneOf<const Word extends string>(name: string, words: readonly Word[]): Word {
    const said = this.#own(name)
    return words.find((word) => word === said) ?? this.fail(name, `one of ${words.join(', ')}`)
  }

  asText(shortest: number, longest: number): string {
    const said = this.#value
    if (typeof said !== 'string') throw new FormatError(this.#place, 'a text')
    if (said.length < shortest || said.length > longest)
      throw new FormatError(this.#place, `a text of ${shortest} to ${longest} characters`)
    // Half a character cannot be signed: it has no bytes of its own.
    if (/\p{Surrogate}/u.test(said)) throw new FormatError(this.#place, 'whole characters')
    return said
  }

  asInt(least: number, most: number): number {
    const said = this.#value
    if (typeof said !== 'number' || !Number.isSafeInteger(said) || said < least || said > most)
      throw new FormatError(this.#place, `a whole number from ${least} to ${most}`)
    return said
  }

  #plain(): Plain {
    const said = this.#value
    if (typeof said !== 'object' || said === null || Array.isArray(said))
      throw new FormatError(this.#place, 'an object')
    return said as Plain
  }

  #own(name: string): unknown {
    const plain = this.#plain()
    return Object.hasOwn(plain, name) ? plain[name] : this.fail(name, 'missing')
  }

  #placeOf(name: string): Place {
    return this.#place === '' ? name : `${this.#place}.${name}`
  }
}
