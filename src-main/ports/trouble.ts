/** What goes wrong on real lines, made on purpose and by a seed, so that a bad morning can be played again byte for byte. */

export interface Troubles {
  /** The same seed and the same conversation give the same trouble. */
  readonly seed: number
  /** A burst of foreign bytes before one in so many bytes; 0: never. */
  readonly noiseOneIn: number
  /** A flipped bit in one of so many bytes; 0: never. */
  readonly flipOneIn: number
  /** Each message is cut into pieces that arrive apart. */
  readonly split: boolean
  /** Per cent of messages that are sent twice. */
  readonly resendPercent: number
  /** Per cent of messages that are never sent. */
  readonly silencePercent: number
  /** The power fails once, after so many bytes; null: never. */
  readonly powerLossAfter: number | null
}

export const noTroubles: Troubles = {
  seed: 1,
  noiseOneIn: 0,
  flipOneIn: 0,
  split: false,
  resendPercent: 0,
  silencePercent: 0,
  powerLossAfter: null,
}

export interface Piece {
  readonly bytes: Uint8Array
  /** Silence before it, milliseconds. */
  readonly pauseMs: number
}

export interface Disturbed {
  readonly pieces: readonly Piece[]
  /** The device lost its power in this message and starts again with nothing of the conversation in its head. */
  readonly powerLost: boolean
}

export interface TroubleMaker {
  disturb(message: Uint8Array): Disturbed
}

const LONGEST_NOISE = 8
const LONGEST_PAUSE_MS = 40

export function troubleMaker(troubles: Troubles): TroubleMaker {
  const roll = dice(troubles.seed)
  let said = 0
  let powerHolds = troubles.powerLossAfter !== null

  function spoiled(message: Uint8Array): Uint8Array {
    const { noiseOneIn, flipOneIn } = troubles
    if (noiseOneIn === 0 && flipOneIn === 0) return message
    const bytes: number[] = []
    for (const byte of message) {
      if (noiseOneIn > 0 && roll(noiseOneIn) === 0)
        for (let count = 1 + roll(LONGEST_NOISE); count > 0; count--) bytes.push(roll(256))
      bytes.push(flipOneIn > 0 && roll(flipOneIn) === 0 ? byte ^ (1 << roll(8)) : byte)
    }
    return Uint8Array.from(bytes)
  }

  function piecesOf(bytes: Uint8Array): readonly Piece[] {
    if (!troubles.split) return bytes.length === 0 ? [] : [{ bytes, pauseMs: 0 }]
    const pieces: Piece[] = []
    for (let from = 0; from < bytes.length; ) {
      const until = from + 1 + roll(Math.max(2, bytes.length / 3))
      pieces.push({ bytes: bytes.subarray(from, until), pauseMs: roll(LONGEST_PAUSE_MS) })
      from = until
    }
    return pieces
  }

  return {
    disturb(message) {
      const limit = troubles.powerLossAfter ?? 0
      if (powerHolds && said + message.length > limit) {
        powerHolds = false
        return { pieces: piecesOf(message.subarray(0, Math.max(0, limit - said))), powerLost: true }
      }
      said += message.length
      if (roll(100) < troubles.silencePercent) return { pieces: [], powerLost: false }
      const once = piecesOf(spoiled(message))
      const twice = roll(100) < troubles.resendPercent
      return { pieces: twice ? [...once, ...piecesOf(spoiled(message))] : once, powerLost: false }
    },
  }
}

/** Numbers below `limit`, the same for the same seed: xorshift. */
export function dice(seed: number): (limit: number) => number {
  let state = seed | 0 || 1
  return (limit) => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return (state >>> 0) % Math.max(1, Math.floor(limit))
  }
}
