/** Chance with a seed: the same numbers, spoiled bytes and pieces at every run. */

/** Numbers below `limit`, the same at every run: xorshift from a fixed seed. */
export function dice(seed: number): (limit: number) => number {
  let state = seed
  return (limit) => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return (state >>> 0) % limit
  }
}

/** Flipped, lost, inserted, doubled and moved bytes, one to four times. */
export function spoiled(bytes: Uint8Array, roll: (limit: number) => number): Uint8Array {
  const list = [...bytes]
  for (let count = 1 + roll(4); count > 0; count--) {
    const at = roll(list.length || 1)
    const kind = roll(5)
    if (kind === 0) list[at] = (list[at] ?? 0) ^ (1 << roll(8))
    else if (kind === 1) list.splice(at, 1 + roll(6))
    else if (kind === 2) list.splice(at, 0, ...Array.from({ length: 1 + roll(6) }, () => roll(256)))
    else if (kind === 3) list.splice(at, 0, ...list.slice(at, at + 1 + roll(40)))
    else list.splice(roll(list.length || 1), 0, ...list.splice(at, 1 + roll(30)))
  }
  return Uint8Array.from(list)
}

export function piecesOf(bytes: Uint8Array, roll: (limit: number) => number): readonly Uint8Array[] {
  const cut: Uint8Array[] = []
  for (let from = 0; from < bytes.length; ) {
    const until = from + 1 + roll(40)
    cut.push(bytes.slice(from, until))
    from = until
  }
  return cut
}
