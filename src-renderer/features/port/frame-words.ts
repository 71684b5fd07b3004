/** A frame's words: what became of it, and its control characters by name instead of the boxes a font has for them. */

const outcomeReasons: Readonly<Record<string, string>> = {
  'test-reply': '仪器应答',
  'has-records': '仪器说有没有记录',
  noise: '杂散字节',
  'no-result': '没有结果',
  'not-a-record': '不是结果记录',
  'text-unreadable': '文字看不懂',
  resent: '重发,只算一次',
  repeated: '重复,只算一次',
  'checksum-wrong': '校验和不对',
  'checksum-missing': '没有校验和',
  'frame-number': '帧序号不对',
  'header-missing': '缺少开头',
  'tail-missing': '缺少结尾',
  'message-incomplete': '没有传完整',
  'message-too-long': '太长',
  'record-broken': '记录中断',
  'record-short': '记录太短',
  'record-cut': '记录被截断',
  'record-garbled': '记录错乱',
  'record-too-long': '记录太长',
  'line-cut': '一行没有传完',
  'line-garbled': '一行错乱',
  'line-too-long': '一行太长',
  'time-missing': '没有时间',
  shortfall: '比仪器说的少',
}

/** `code` or `code: detail`; the detail is for the technician and stays on hover. */
export function outcomeReasonWords(reason: string): string {
  const code = reason.split(':', 1)[0] ?? reason
  return outcomeReasons[code] ?? code
}

const names =
  'NUL SOH STX ETX EOT ENQ ACK BEL BS HT LF VT FF CR SO SI DLE DC1 DC2 DC3 DC4 NAK SYN ETB CAN EM SUB ESC FS GS RS US'.split(
    ' ',
  )

export interface Piece {
  /** Where it begins, for keys. */
  readonly at: number
  readonly text: string
  /** A control character's name rather than text of the frame. */
  readonly control: boolean
}

/** U+2400 to U+241F are the pictures the station sends for control bytes, U+2421 is DEL. */
export function pieces(text: string): readonly Piece[] {
  const found: Piece[] = []
  let at = 0
  for (const part of text.split(/([\u2400-\u2421])/)) {
    if (part === '') continue
    const code = part.charCodeAt(0) - 0x2400
    const control = part.length === 1 && code >= 0 && code <= 0x21
    found.push({ at, text: control ? (names[code] ?? 'DEL') : part, control })
    at += part.length
  }
  return found
}
