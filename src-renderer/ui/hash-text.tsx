/** A SHA-256 short enough to compare by eye, whole on hover and by selection. */

export function HashText({ sha256 }: { readonly sha256: string }) {
  return (
    <code className="hash" title={`SHA-256 ${sha256}`}>
      {sha256.slice(0, 8)}…{sha256.slice(-8)}
    </code>
  )
}
