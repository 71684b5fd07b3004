/** IEEE-754 single floats as the text that names them: the shortest decimal that is this float and no other. */

export function float32be(bytes: Uint8Array, at: number): number {
  return viewOf(bytes).getFloat32(at, false)
}

/** Four bytes; a value that is not a single float is rounded to the nearest. */
export function float32beBytes(value: number): Uint8Array {
  const bytes = new Uint8Array(4)
  viewOf(bytes).setFloat32(0, value, false)
  return bytes
}

/** `42 0B 32 FB` BE is `34.799786`, `3F 80 00 00` is `1`; never with an exponent. `NaN`, `Infinity` and `-Infinity` stay words. */
export function float32Text(value: number): string {
  const single = Math.fround(value)
  if (!Number.isFinite(single)) return String(single)
  // Nine significant digits tell any two single floats apart (IEEE 754-2008, 5.12.2).
  for (let digits = 1; digits < 9; digits++) {
    const text = single.toPrecision(digits)
    if (Math.fround(Number(text)) === single) return withoutExponent(text)
  }
  return withoutExponent(single.toPrecision(9))
}

/** `1.5e+3` is `1500`, `2e-7` is `0.0000002`. */
function withoutExponent(text: string): string {
  const [, sign = '', whole = '0', fraction = '', power = '0'] =
    /^(-?)(\d+)(?:\.(\d+))?(?:e([+-]\d+))?$/.exec(text) ?? []
  const digits = whole + fraction
  const point = whole.length + Number(power)
  if (point <= 0) return `${sign}0.${'0'.repeat(-point)}${digits}`
  if (point >= digits.length) return sign + digits + '0'.repeat(point - digits.length)
  return `${sign}${digits.slice(0, point)}.${digits.slice(point)}`
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
}
