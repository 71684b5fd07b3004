/** Which of a sample's tests a result is: first, two retests, confirmation. Each is a record of its own, none overwrites another. */
export const rounds = ['first', 'retest-1', 'retest-2'] as const
export type Round = (typeof rounds)[number]
