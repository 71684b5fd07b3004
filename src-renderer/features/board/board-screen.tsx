/** placeholder */
export function BoardScreen() { return null }
