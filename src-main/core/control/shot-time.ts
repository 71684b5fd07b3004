/** When a camera says that it took a JPEG (Exif 2.32 tag 9003, DateTimeOriginal): shown beside the photo, never counted with. */

/** `2026-03-02 08:05:12`, the camera's own clock; null for any other file, or one that says nothing. Never throws. */
export function shotTime(bytes: Uint8Array): string | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  try {
    const exif = exifOf(view)
    return exif === null ? null : originalTime(view, exif)
  } catch (error) {
    // A length that points outside the file: a broken or foreign Exif block says nothing.
    if (error instanceof RangeError) return null
    throw error
  }
}

/** The start of the TIFF header behind `FF E1 <length> "Exif\0\0"`. */
function exifOf(view: DataView): number | null {
  if (view.byteLength < 4 || view.getUint16(0) !== 0xffd8) return null
  for (let at = 2; at + 4 <= view.byteLength; ) {
    const marker = view.getUint16(at)
    if ((marker & 0xff00) !== 0xff00 || marker === 0xffda) return null
    if (marker === 0xffe1 && view.getUint32(at + 4) === 0x45786966) return at + 10
    at += 2 + view.getUint16(at + 2)
  }
  return null
}

function originalTime(view: DataView, tiff: number): string | null {
  const little = view.getUint16(tiff) === 0x4949
  const find = (directory: number, tag: number): number | null => {
    const count = Math.min(view.getUint16(directory, little), 200)
    for (let entry = 0; entry < count; entry++) {
      const at = directory + 2 + entry * 12
      if (view.getUint16(at, little) === tag) return view.getUint32(at + 8, little)
    }
    return null
  }
  const exif = find(tiff + view.getUint32(tiff + 4, little), 0x8769)
  const text = exif === null ? null : find(tiff + exif, 0x9003)
  if (text === null) return null
  const said = Array.from({ length: 19 }, (_, index) => String.fromCharCode(view.getUint8(tiff + text + index))).join(
    '',
  )
  const parts = /^(\d{4}):(\d{2}):(\d{2}) (\d{2}:\d{2}:\d{2})$/.exec(said)
  return parts === null ? null : `${parts[1]}-${parts[2]}-${parts[3]} ${parts[4]}`
}
