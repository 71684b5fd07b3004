/** The key that does what this button does, shown on the button. */

export function KeyHint({ keys }: { readonly keys: string }) {
  return (
    <kbd className="key" aria-hidden="true">
      {keys}
    </kbd>
  )
}
