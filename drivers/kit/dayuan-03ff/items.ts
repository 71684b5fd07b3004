/** The lists of items an analyzer tells page by page; its records name an item by its place in the list alone. */
import { hexOf } from '../bytes.ts'
import { paddedText } from '../field/padded-text.ts'

export interface Item {
  readonly name: string
  readonly unit: string | null
  /** 0: inhibition, in percent. */
  readonly method: number
}

const ITEM = 128
const A_PAGE = 2
/** A record names its item in one byte. */
const MOST = 256

/** A page of two items, of one (the last), or of none; null for any other length. Name 16 bytes, unit 8, method 1. */
function pageOf(data: Uint8Array): readonly Item[] | null {
  if (data.length % ITEM !== 0 || data.length > A_PAGE * ITEM) return null
  return Array.from({ length: data.length / ITEM }, (_, index) => itemAt(data, index * ITEM))
}

function itemAt(data: Uint8Array, at: number): Item {
  const text = (from: number, until: number) => paddedText(data.subarray(at + from, at + until), 'gb18030').text
  return { name: text(0, 16), unit: text(16, 24) || null, method: data[at + 24] ?? 0 }
}

type Stage = 'unheard' | 'open' | 'ended' | 'broken'

/**
 * One list, put together from its pages in the order they come. A wrong place names a wrong test, so the list is believed only when
 * nothing was broken in between and the page numbers, where the device repeats them, run without a gap.
 */
export class ItemList {
  #stage: Stage = 'unheard'
  #items: Item[] = []
  /** The pages as sent. */
  #pages: string[] = []
  #number = 0

  get stage(): Stage {
    return this.#stage
  }

  /** Undefined while the list is not known to be whole. */
  itemAt(place: number): Item | undefined {
    return this.#stage === 'ended' ? this.#items[place] : undefined
  }

  /** `number` is byte 5 of the answer's header; 0 also when the device does not repeat the page asked for. */
  take(data: Uint8Array, number: number): void {
    const items = pageOf(data)
    if (items === null) {
      this.spoil()
      return
    }
    const ends = items.length < A_PAGE
    if (this.#stage === 'broken') {
      // What follows the end of a broken list is the front of the next.
      if (ends) this.forget()
      return
    }
    const sent = hexOf(data)
    if (this.#stage === 'ended') this.forget()
    if (sent !== '' && sent === this.#pages[0]) this.forget()
    else if (number > 0 && number === this.#number && sent === this.#pages.at(-1)) return
    else if (!this.#follows(number)) {
      this.spoil()
      return
    }
    this.#pages.push(sent)
    this.#number = number
    this.#items.push(...items)
    // An empty first page may be page 0 of a device that counts from 1: only a second empty one says that there is nothing.
    const undecided = items.length === 0 && this.#pages.length === 1
    this.#stage = (ends && !undecided) || this.#items.length >= MOST ? 'ended' : 'open'
  }

  /** A session begins: the next page is the first. A list known whole serves on until then. */
  restart(): void {
    if (this.#stage !== 'ended') this.forget()
  }

  /** Something broken came that may have been a page of it. */
  spoil(): void {
    if (this.#stage !== 'ended') this.#stage = 'broken'
  }

  forget(): void {
    this.#stage = 'unheard'
    this.#items = []
    this.#pages = []
    this.#number = 0
  }

  #follows(number: number): boolean {
    if (this.#pages.length === 0) return number === 0
    return (number === 0 && this.#number === 0) || number === this.#number + 1
  }
}
