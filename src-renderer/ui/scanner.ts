/** A barcode scanner is a very fast keyboard: its burst is caught on any screen, and in a field it takes the place of what stood there. */
import { type RefObject, useEffect, useRef } from 'react'
import { type Burst, endedInTime, isScan, scannerPause, silence, struck } from './burst.ts'

/**
 * Scanners type a character every 2 to 30 ms, but a busy computer hands them on in lumps. A person who types a code into no
 * field and presses Enter means the same, so there is nothing to lose by patience.
 */
const patience = 200

export function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName))
  )
}

/** The newest listener has the scan: a page that fills something by scanning comes before the box that opens records. */
const takers: object[] = []

/** `scanned` gets the text between the first character and Enter. */
export function useScanner(scanned: (text: string) => void): void {
  const latest = useRef(scanned)
  useEffect(() => {
    latest.current = scanned
  })
  useEffect(() => {
    const mine = {}
    takers.push(mine)
    let burst = silence
    const hear = (event: KeyboardEvent) => {
      if (isTyping(event.target) || isChord(event)) return
      if (event.key === 'Enter' && endedInTime(burst, event.timeStamp, patience)) {
        event.preventDefault()
        event.stopPropagation()
        if (takers.at(-1) === mine) latest.current(burst.text)
      }
      burst = struck(burst, event.key, event.timeStamp, patience)
    }
    window.addEventListener('keydown', hear, { capture: true })
    return () => {
      takers.splice(takers.indexOf(mine), 1)
      window.removeEventListener('keydown', hear, { capture: true })
    }
  }, [])
}

/** The Enter keys that ended a scan, each with what stood in the field before it. */
const ends = new WeakMap<Event, string>()

export function endsScan(event: { readonly nativeEvent: Event }): boolean {
  return ends.has(event.nativeEvent)
}

/** What the scan took the place of; null: no scan ended with this key. */
export function stoodBefore(event: { readonly nativeEvent: Event }): string | null {
  return ends.get(event.nativeEvent) ?? null
}

/**
 * In the fields inside `place` a scan replaces what they held, before anybody hears its Enter. Its text is taken from the keys:
 * a full field drops characters, and a field may have made something else of one.
 */
export function useScanReplaces(place: RefObject<HTMLElement | null>, on = true): void {
  useEffect(() => {
    const box = place.current
    if (!on || box === null) return
    let burst: Burst = silence
    let field: EventTarget | null = null
    let stood = ''
    let before: KeyboardEvent | null = null
    const hear = (event: KeyboardEvent) => {
      const { target, key, timeStamp } = event
      if (!(target instanceof HTMLInputElement)) return
      const byHand = event.isComposing || event.repeat || isChord(event)
      if (target !== field || byHand) burst = silence
      field = target
      if (byHand) return
      // A key that the field took for a choice, then Enter: a person, however quick.
      if (key === 'Enter' && before?.defaultPrevented !== true && isScan(burst, timeStamp)) {
        ends.set(event, stood)
        say(target, burst.text)
      }
      burst = struck(burst, key, timeStamp, scannerPause)
      // Heard before the field takes it.
      if (burst.text.length === 1) stood = target.value
      before = event
    }
    box.addEventListener('keydown', hear, { capture: true })
    return () => box.removeEventListener('keydown', hear, { capture: true })
  }, [place, on])
}

function isChord({ ctrlKey, altKey, metaKey }: KeyboardEvent): boolean {
  return ctrlKey || altKey || metaKey
}

/** As if it had been typed into the empty field. */
function say(field: HTMLInputElement, text: string): void {
  const fits = field.maxLength < 0 ? text : text.slice(0, field.maxLength)
  if (field.value === fits) return
  field.setRangeText(fits, 0, field.value.length, 'end')
  field.dispatchEvent(new InputEvent('input', { bubbles: true }))
}
