/** A command was called wrongly: exit 2, one sentence. */
export class UsageError extends Error {}
