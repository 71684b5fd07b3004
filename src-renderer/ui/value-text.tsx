/** A value and its unit, never apart: they break to the next line together or not at all. */

interface ValueTextProps {
  readonly value: string
  readonly unit: string | null
}

export function ValueText({ value, unit }: ValueTextProps) {
  return (
    <span className="value">
      {value}
      {unit !== null && unit !== '' && <span className="value-unit">{`\u00a0${unit}`}</span>}
    </span>
  )
}
