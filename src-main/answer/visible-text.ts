/** Raw bytes as a person reads them: UTF-8 or GB18030, control characters as their pictures. */

export function visibleText(bytes: Uint8Array): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is made visible here
  return decode(bytes).replace(/[\u0000-\u001f\u007f]/g, (control) => {
    const code = control.charCodeAt(0)
    return String.fromCharCode(code === 0x7f ? 0x2421 : 0x2400 + code)
  })
}

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('gb18030').decode(bytes)
  }
}
