/** Text of a frame with its control characters by name, so that an end of line is seen and not just felt. */
import { pieces } from './control-text.ts'

export function VisibleText({ text }: { readonly text: string }) {
  return pieces(text).map((piece) =>
    piece.control ? (
      <span key={piece.at} className="control">
        {piece.text}
      </span>
    ) : (
      piece.text
    ),
  )
}
