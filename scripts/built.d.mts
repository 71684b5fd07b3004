export const root: string
export function builtAt(): number
export function isBuilt(): boolean
export function newest(paths: readonly string[]): number
