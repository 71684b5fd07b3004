/** A supervision platform as the site configured it. */
export interface Platform {
  readonly name: string
  readonly kind: 'json-batch' | 'demo'
  /** Empty for the demonstration platform. */
  readonly url: string
  readonly token: string | null
}
