/** The text once the typing rests, so that a search is one question and not one for each stroke. */
import { useEffect, useState } from 'react'

export function useSettled(text: string): string {
  const [settled, setSettled] = useState(text)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), 180)
    return () => clearTimeout(timer)
  }, [text])
  return settled
}
