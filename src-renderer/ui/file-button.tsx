/** A button that asks for a file: looks and behaves like every other button, keyboard included. */
import { useRef } from 'react'
import { Button } from './parts.ts'

interface FileButtonProps {
  readonly children: string
  /** As of an `<input type=file>`: `.kjdriver,.json`. */
  readonly accept?: string
  readonly busy?: boolean
  readonly onFile: (file: File) => void
}

export function FileButton({ children, accept, busy = false, onFile }: FileButtonProps) {
  const input = useRef<HTMLInputElement>(null)
  return (
    <>
      <Button loading={busy} onClick={() => input.current?.click()}>
        {children}
      </Button>
      <input
        ref={input}
        type="file"
        className="said-only"
        tabIndex={-1}
        aria-label={children}
        {...(accept === undefined ? {} : { accept })}
        onChange={(event) => {
          const file = event.target.files?.[0]
          // The same file may be chosen again after it was put right.
          event.target.value = ''
          if (file !== undefined) onFile(file)
        }}
      />
    </>
  )
}
