/** What a channel's control readings say, in numbers a person can compare. Pure. */

export interface DriftSeries {
  readonly item: string
  readonly unit: string | null
  readonly channel: string
  /** Oldest first. `at` begins with a local `YYYY-MM-DD`. */
  readonly points: readonly { readonly at: string; readonly value: number }[]
}

export interface ChannelDrift {
  readonly channel: string
  readonly count: number
  readonly latest: number
  readonly mean: number
  readonly least: number
  readonly most: number
}

/** Channels 2 and 10 in the order a person counts, words after numbers. */
export function byChannel(one: { readonly channel: string }, other: { readonly channel: string }): number {
  return one.channel.localeCompare(other.channel, 'zh-CN', { numeric: true })
}

/** Empty channels are left out: there is nothing to say of them. */
export function channelDrifts(series: readonly DriftSeries[]): readonly ChannelDrift[] {
  return [...series].sort(byChannel).flatMap(({ channel, points }) => {
    const values = points.map(({ value }) => value)
    const latest = values.at(-1)
    if (latest === undefined) return []
    return {
      channel,
      count: values.length,
      latest,
      mean: values.reduce((sum, value) => sum + value, 0) / values.length,
      least: Math.min(...values),
      most: Math.max(...values),
    }
  })
}

/** The points of all channels on one axis of time: each channel has null where another was measured. */
export function onOneAxis(series: readonly DriftSeries[]): {
  readonly times: readonly string[]
  readonly values: readonly (readonly (number | null)[])[]
} {
  const times = [...new Set(series.flatMap(({ points }) => points.map(({ at }) => at)))].sort()
  const values = series.map(({ points }) => {
    const known = new Map(points.map(({ at, value }) => [at, value]))
    return times.map((time) => known.get(time) ?? null)
  })
  return { times, values }
}
