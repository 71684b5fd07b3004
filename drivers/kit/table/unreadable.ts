/** Thrown and caught in this folder alone: a packed file that cannot be read, with the words of its outcome. */

export class Unreadable extends Error {}

export function broken(what: string): Unreadable {
  return new Unreadable(`file-broken: ${what}`)
}
