/** The answer to an HL7 v2 message: AA once its bytes are kept. AE and AR are never said: a device would send the same again for ever. */
import { joinBytes } from '../bytes.ts'
import { encodeGbk, encodeUtf8 } from '../text.ts'
import { END, START } from './mllp.ts'
import type { Hl7Message } from './segments.ts'

const CR = '\r'

/**
 * `MSH|^~\&|…|ACK^R01|id|P|2.3.1` and `MSA|AA|MSH-10` (protocol notes 2.3), each in a block of its own. The id of the answer is the
 * message's own: nothing here may roll dice. `now`: `YYYY-MM-DDTHH:mm:ss`. Null when nothing wants an answer.
 */
export function answerTo(messages: readonly Hl7Message[], now: string): Uint8Array | null {
  const blocks = messages.filter(wantsAnswer).map((message) => block(message, answerText(message, now)))
  return blocks.length === 0 ? null : joinBytes(blocks)
}

/** An answer is never answered; MSH-15 or MSH-16 `NE` asks for none (2.13, enhanced mode) unless the other asks for one. */
function wantsAnswer({ header, delimiters }: Hl7Message): boolean {
  const kind = (header.fields[9] ?? '').split(delimiters.component === '' ? '^' : delimiters.component)[0] ?? ''
  if (/^(ACK|MCF|QCK)$/.test(kind.trim())) return false
  const asked = [header.fields[15] ?? '', header.fields[16] ?? '']
    .map((said) => said.trim())
    .filter((said) => said !== '')
  return asked.length === 0 || asked.some((said) => said !== 'NE')
}

function answerText({ header, delimiters }: Hl7Message, now: string): string {
  const said = (n: number) => header.fields[n] ?? ''
  const trigger = said(9).split(delimiters.component)[1]?.trim() ?? ''
  const kind = trigger === '' ? 'ACK' : `ACK${delimiters.component}${trigger}`
  const charset = said(18).trim() === '' ? [] : ['', '', '', '', '', said(18)]
  const head = [
    'MSH',
    said(2),
    // Receiver and sender change places.
    said(5),
    said(6),
    said(3),
    said(4),
    now.replace(/[-T:]/g, ''),
    '',
    kind,
    said(10),
    'P',
    said(12) === '' ? '2.3.1' : said(12),
    ...charset,
  ]
  return [head, ['MSA', 'AA', said(10)]].map((fields) => fields.join(delimiters.field) + CR).join('')
}

function block({ charset }: Hl7Message, text: string): Uint8Array {
  const bytes = charset === 'gb18030' ? encodeGbk(text) : encodeUtf8(text)
  return joinBytes([Uint8Array.of(START), bytes, Uint8Array.of(END, 0x0d)])
}
