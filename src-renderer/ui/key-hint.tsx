/** The key that does what this button does, shown on the button. */

export function KeyHint({ keys }: { readonly keys: string }) {
  return (
    <span className="key" aria-hidden="true">
      {keys}
    </span>
  )
}
