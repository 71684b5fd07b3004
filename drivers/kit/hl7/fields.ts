/** The fields of an HL7 v2 segment: repeats, components and escapes, resolved after splitting. */
import { type Charset, decodeText } from '../text.ts'
import type { Hl7Delimiters, Hl7Message, Segment } from './segments.ts'

type Read = Pick<Hl7Message, 'delimiters' | 'charset'>

/** Field n as a whole, outer blanks trimmed, escapes resolved; '' when absent. */
export function hl7Field(segment: Segment | null, n: number, message: Read): string {
  return resolved((segment?.fields[n] ?? '').trim(), message)
}

/** The components of the first repeat of field n, each trimmed and resolved. */
export function hl7Components(segment: Segment | null, n: number, message: Read): readonly string[] {
  const { component, repeat } = message.delimiters
  const first = cutAt(segment?.fields[n] ?? '', repeat)[0] ?? ''
  return cutAt(first, component).map((part) => resolved(part.trim(), message))
}

function cutAt(text: string, mark: string): readonly string[] {
  return mark === '' ? [text] : text.split(mark)
}

/** `\F\` `\S\` `\T\` `\R\` `\E\`, `\Xhh..\` bytes in the message's charset, `\.br\` a line break, `\H\` `\N\` print marks (2.10). Others stay. */
function resolved(text: string, { delimiters, charset }: Read): string {
  const mark = delimiters.escape
  if (mark === '' || !text.includes(mark)) return text
  let result = ''
  let from = 0
  for (;;) {
    const at = text.indexOf(mark, from)
    const until = at < 0 ? -1 : text.indexOf(mark, at + 1)
    if (until < 0) return result + text.slice(from)
    const replaced = escapeOf(text.slice(at + 1, until), delimiters, charset)
    // Not an escape: its first mark is text, its second may begin one.
    result += text.slice(from, at) + (replaced ?? mark)
    from = replaced === null ? at + 1 : until + 1
  }
}

function escapeOf(
  code: string,
  { field, component, sub, repeat, escape: mark }: Hl7Delimiters,
  charset: Charset,
): string | null {
  const letters: Readonly<Record<string, string>> = {
    F: field,
    S: component,
    T: sub,
    R: repeat,
    E: mark,
    H: '',
    N: '',
    '.br': '\n',
  }
  if (Object.hasOwn(letters, code)) return letters[code] ?? null
  if (!/^X([0-9A-Fa-f]{2})+$/.test(code)) return null
  const bytes = Uint8Array.from(code.slice(1).match(/../g) ?? [], (pair) => Number.parseInt(pair, 16))
  return decodeText(bytes, charset).text
}
