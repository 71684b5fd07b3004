/** Branded identities: a sample's id can never be handed where a failure's id is meant. */
declare const brand: unique symbol
export type Branded<T, Name extends string> = T & { readonly [brand]: Name }

export type SampleId = Branded<string, 'SampleId'>
export type StallId = Branded<string, 'StallId'>
export type FrameId = Branded<number, 'FrameId'>
export type ReadingId = Branded<number, 'ReadingId'>
export type ResultId = Branded<number, 'ResultId'>
export type FailureId = Branded<string, 'FailureId'>
export type EntryId = Branded<string, 'EntryId'>
export type NoticeId = Branded<string, 'NoticeId'>
export type EvidenceId = Branded<string, 'EvidenceId'>
export type PersonId = Branded<string, 'PersonId'>

/** The end of every switch over a closed union: a forgotten case does not compile. */
export function assertNever(value: never): never {
  throw new Error(`Unreachable case: ${JSON.stringify(value)}`)
}
