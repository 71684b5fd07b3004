/** A day or a minute, year first whatever the language of the browser: typed, or chosen from the browser's calendar behind the button. */
import { useRef, useState } from 'react'
import { type DateKind, readDate } from './date-text.ts'
import { Button, Input } from './parts.ts'

const shapes = { day: '年-月-日', minute: '年-月-日 时:分' } as const
const examples = { day: '20260301 或 2026-03-01', minute: '2026-03-01 06:30' } as const

interface DateInputProps {
  readonly id?: string
  readonly label?: string
  readonly kind?: DateKind
  /** As `readDate` gives it; anything else is what was typed so far. */
  readonly value: string
  readonly onChange: (value: string) => void
  readonly disabled?: boolean
}

export function DateInput({ id, label, kind = 'day', value, onChange, disabled = false }: DateInputProps) {
  const calendar = useRef<HTMLInputElement>(null)
  const [left, setLeft] = useState(false)
  const unread = left && value !== '' && readDate(kind, value) === null
  return (
    <span className="date-input">
      <Input
        id={id}
        aria-label={label}
        disabled={disabled}
        inputMode="numeric"
        autoComplete="off"
        maxLength={20}
        placeholder={shapes[kind]}
        status={unread ? 'error' : ''}
        title={unread ? `写成 ${examples[kind]} 这样` : undefined}
        value={value.replace('T', ' ')}
        onChange={({ target }) => {
          setLeft(false)
          onChange(readDate(kind, target.value, false) ?? target.value)
        }}
        onBlur={() => {
          setLeft(true)
          const read = readDate(kind, value)
          if (read !== null && read !== value) onChange(read)
        }}
        suffix={
          <Button
            type="text"
            size="small"
            tabIndex={-1}
            aria-label="打开日历"
            disabled={disabled}
            onClick={() => calendar.current?.showPicker()}
          >
            ▾
          </Button>
        }
      />
      <input
        ref={calendar}
        type={kind === 'day' ? 'date' : 'datetime-local'}
        tabIndex={-1}
        aria-hidden="true"
        disabled={disabled}
        value={readDate(kind, value) ?? ''}
        onChange={({ target }) => {
          if (target.value !== '') onChange(target.value)
        }}
      />
    </span>
  )
}
