/** Each format's own check, counted here and independently of the kit: by driver, whether a frame is what it says. */
import { frameChecks as dayuan } from './check-dayuan.ts'

/** LIS01: the two digits behind ETX or ETB are the sum of everything from the frame number on. */
function lis2(frame: Uint8Array): boolean {
  const end = Math.max(frame.lastIndexOf(0x03), frame.lastIndexOf(0x17))
  const sum = frame.slice(1, end + 1).reduce((total, byte) => (total + byte) % 256, 0)
  const digits = Buffer.from(frame.slice(end + 1))
    .toString('latin1')
    .trim()
  return frame[0] === 0x02 && end > 0 && /^[0-9A-Fa-f]{2}$/.test(digits) && sum === Number.parseInt(digits, 16)
}

export const frameChecks: Readonly<Record<string, (frame: Uint8Array) => boolean>> = {
  ...dayuan,
  'generic/lis2': lis2,
}
