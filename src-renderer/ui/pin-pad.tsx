/** A PIN by large keys, for gloves, or by keyboard; what was typed is never shown. */
import { useEffect, useRef } from 'react'
import { KeyHint } from './key-hint.tsx'
import { Button } from './parts.ts'
import './pin-pad.css'

interface PinPadProps {
  readonly label: string
  readonly value: string
  readonly onChange: (pin: string) => void
  /** What Enter and the large key do, as the words on it. */
  readonly action: string
  readonly onEnter: () => void
  readonly busy?: boolean
}

const keys = ['1', '2', '3', '4', '5', '6', '7', '8', '9'] as const
const longest = 8

export function PinPad({ label, value, onChange, action, onEnter, busy = false }: PinPadProps) {
  const box = useRef<HTMLInputElement>(null)
  useEffect(() => box.current?.focus(), [])
  const put = (pin: string) => {
    onChange(pin.replace(/\D/g, '').slice(0, longest))
    // The keyboard goes on where the finger stopped.
    box.current?.focus()
  }
  const ready = value.length >= 4 && !busy
  return (
    <form
      className="pin-pad"
      onSubmit={(event) => {
        event.preventDefault()
        if (ready) onEnter()
      }}
    >
      <input
        ref={box}
        className="pin-box"
        type="password"
        inputMode="none"
        autoComplete="off"
        aria-label={label}
        placeholder={label}
        value={value}
        onChange={(event) => put(event.target.value)}
      />
      <div className="pin-keys">
        {keys.map((key) => (
          <button key={key} type="button" className="pin-key" tabIndex={-1} onClick={() => put(value + key)}>
            {key}
          </button>
        ))}
        <button type="button" className="pin-key pin-word" tabIndex={-1} onClick={() => put('')}>
          清空
        </button>
        <button type="button" className="pin-key" tabIndex={-1} onClick={() => put(`${value}0`)}>
          0
        </button>
        <button type="button" className="pin-key pin-word" tabIndex={-1} onClick={() => put(value.slice(0, -1))}>
          退格
        </button>
      </div>
      <Button type="primary" size="large" htmlType="submit" block loading={busy} disabled={!ready}>
        {action}
        <KeyHint keys="Enter" />
      </Button>
    </form>
  )
}
