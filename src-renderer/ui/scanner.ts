/** A barcode scanner is a very fast keyboard: its burst is caught on any screen while no field has the focus. */
import { useEffect, useRef } from 'react'

/**
 * Scanners type a character every 2 to 30 ms, but a busy computer hands them on in lumps. A person who types a code into no
 * field and presses Enter means the same, so there is nothing to lose by patience.
 */
const slowest = 200
const shortest = 3

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
    let burst = ''
    let last = 0
    const hear = (event: KeyboardEvent) => {
      if (isTyping(event.target) || event.ctrlKey || event.altKey || event.metaKey) return
      const quick = event.timeStamp - last < slowest
      if (event.key === 'Enter') {
        if (quick && burst.length >= shortest) {
          event.preventDefault()
          event.stopPropagation()
          if (takers.at(-1) === mine) latest.current(burst)
        }
        burst = ''
        return
      }
      if (event.key.length !== 1) return
      burst = quick ? burst + event.key : event.key
      last = event.timeStamp
    }
    window.addEventListener('keydown', hear, { capture: true })
    return () => {
      takers.splice(takers.indexOf(mine), 1)
      window.removeEventListener('keydown', hear, { capture: true })
    }
  }, [])
}
