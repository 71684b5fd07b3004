/** What each field means: its heading, its words, its numbers and its neighbours speak for a role; a person has the last word. */
import type { Role } from './format.ts'
import type { FoundField } from './guess-fields.ts'
import { headingRole } from './heading-words.ts'
import { type Profile, profileOf } from './profile.ts'
import { isMassUnit } from './word-tables.ts'
import { isShortClock, isShortDate } from './written-date.ts'

export interface RoleGuess {
  readonly role: Role
  readonly confidence: number
  readonly profile: Profile
}

interface Candidate {
  readonly found: FoundField
  readonly profile: Profile
  readonly heading: Role | null
}

export function guessRoles(fields: readonly FoundField[]): readonly RoleGuess[] {
  const candidates = fields.map(
    (found): Candidate => ({
      found,
      profile: profileOf(found.texts),
      heading: found.label === null ? null : headingRole(found.label),
    }),
  )
  const roles: Roles = candidates.map(sureRole)
  chooseShortTimes(candidates, roles)
  tellGrossFromGram(candidates, roles)
  const values = chooseValues(candidates, roles)
  for (const { index, confidence } of values) roles[index] = { role: 'value', confidence }
  const [first] = values
  if (first !== undefined) chooseStatus(candidates, roles, first.index)
  chooseSample(candidates, roles)
  chooseChannel(candidates, roles)
  chooseItem(candidates, roles)
  return candidates.map(({ profile }, index) => ({ ...(roles[index] ?? { role: 'ignore', confidence: 0.5 }), profile }))
}

/** What is known without looking at the others. */
function sureRole({ profile, heading }: Candidate): Omit<RoleGuess, 'profile'> | null {
  if (profile.texts.length === 0) return { role: 'ignore', confidence: 0.7 }
  if (profile.dates >= 0.8) return { role: 'time', confidence: 0.95 }
  if (profile.clocks >= 0.8) return { role: 'time', confidence: 0.9 }
  // A label says more than a word that may be anything: `Item=pH`.
  if (heading === 'item' || heading === 'sampleNo' || heading === 'channel') return { role: heading, confidence: 0.9 }
  if (profile.units >= 0.8) return { role: 'unit', confidence: 0.9 }
  if (profile.sureVerdicts >= 0.6) return { role: 'verdict', confidence: 0.9 }
  if (heading === 'ignore') return { role: 'ignore', confidence: 0.8 }
  if (heading === 'time' || heading === 'unit') return { role: heading, confidence: 0.6 }
  if (heading === 'verdict' && profile.numbers < 0.5) return { role: 'verdict', confidence: 0.85 }
  if (heading === null && profile.weighed >= 0.9 && profile.statuses < 0.9) return { role: 'verdict', confidence: 0.7 }
  if (heading === null && profile.verdicts >= 0.9) return { role: 'verdict', confidence: 0.7 }
  return null
}

type Roles = (Omit<RoleGuess, 'profile'> | null)[]

/** The number with a unit behind it, or the last one before a verdict; without numbers the verdict is the value. */
function chooseValues(
  candidates: readonly Candidate[],
  roles: Roles,
): readonly { index: number; confidence: number }[] {
  const scored = candidates.flatMap((_, index) => {
    const score = valueScore(candidates, roles, index)
    return score === null ? [] : [{ index, score }]
  })
  const best = [...scored].sort((one, other) => other.score - one.score)[0]
  const word = roles.findIndex((role) => role?.role === 'verdict')
  // A strip says a word; the only number beside it counts the strips.
  if (best === undefined || (best.score < 0 && word >= 0)) {
    if (word >= 0) return [{ index: word, confidence: 0.7 }]
    return candidates.length === 1 ? [{ index: 0, confidence: 0.6 }] : []
  }
  const next = [...scored].sort((one, other) => other.score - one.score)[1]
  const confidence = next === undefined || best.score - next.score >= 2 ? 0.85 : 0.5
  return [best.index, ...beside(candidates, roles, scored, best.index)]
    .sort((one, other) => one - other)
    .map((index) => ({ index, confidence }))
}

/** A meter says two things at once (pH and temperature): numbers with units of their own that are no weights. */
function beside(
  candidates: readonly Candidate[],
  roles: Roles,
  scored: readonly { readonly index: number }[],
  best: number,
): readonly number[] {
  const unitAfter = (index: number) =>
    roles[index + 1]?.role === 'unit' ? (candidates[index + 1]?.profile.texts[0] ?? null) : null
  const own = unitAfter(best)
  if (own === null || isMassUnit(own)) return []
  return scored.flatMap(({ index }) => {
    const unit = unitAfter(index)
    return index === best || unit === null || unit === own || isMassUnit(unit) ? [] : [index]
  })
}

function valueScore(candidates: readonly Candidate[], roles: Roles, index: number): number | null {
  const candidate = candidates[index]
  if (candidate === undefined || roles[index] !== null || candidate.profile.numbers < 0.6) return null
  const { profile, heading } = candidate
  let score = index / 100
  if (heading === 'value') score += 6
  if (heading === 'verdict') score += 3
  if (profile.decimals > 0.5) score += 3
  if (roles[index + 1]?.role === 'unit') score += 4
  if (roles[index + 1]?.role === 'verdict') score += 2
  if (roles[index + 1]?.role === 'verdict' && roles[index + 2]?.role === 'unit') score += 2
  if (profile.countsUp && profile.decimals < 0.5) score -= 4
  if (profile.constant && profile.texts.length > 2) score -= 1
  if (profile.texts.every((text) => /^0\d/.test(text))) score -= 1
  return score
}

/** `260302` counts as a day only where a time of day stands behind it. */
function chooseShortTimes(candidates: readonly Candidate[], roles: Roles): void {
  for (const [index, { profile }] of candidates.entries()) {
    const next = candidates[index + 1]?.profile
    if (next === undefined || profile.texts.length === 0 || next.texts.length === 0) continue
    if (!profile.texts.every(isShortDate) || !next.texts.every(isShortClock)) continue
    roles[index] = { role: 'time', confidence: 0.8 }
    roles[index + 1] = { role: 'time', confidence: 0.8 }
  }
}

/** `0.360 kg    G`: where a unit stands already, G, T and N say what was weighed. */
function tellGrossFromGram(candidates: readonly Candidate[], roles: Roles): void {
  const isLegend = (index: number) =>
    roles[index]?.role === 'unit' &&
    (candidates[index]?.profile.weighed ?? 0) >= 0.9 &&
    (candidates[index - 1]?.profile.numbers ?? 0) < 0.7
  const otherUnit = roles.some((role, index) => role?.role === 'unit' && !isLegend(index))
  if (!otherUnit) return
  for (const [index] of candidates.entries()) if (isLegend(index)) roles[index] = { role: 'verdict', confidence: 0.7 }
}

/** The last word of its kind before the value: `S S 100.00 g` begins with the name of the answer. */
function chooseStatus(candidates: readonly Candidate[], roles: Roles, value: number): void {
  const words = candidates.flatMap(({ profile }, index) =>
    roles[index] === null && profile.statuses >= 0.75 && profile.words > 0 ? [index] : [],
  )
  const behind = words.find((index) => index > value && candidates[index]?.profile.constant === false)
  const chosen = words.filter((index) => index < value).at(-1) ?? behind
  if (chosen !== undefined) roles[chosen] = { role: 'status', confidence: 0.85 }
}

function chooseSample(candidates: readonly Candidate[], roles: Roles): void {
  if (roles.some((role) => role?.role === 'sampleNo')) return
  const free = candidates.flatMap(({ profile }, index) => (roles[index] === null ? [{ index, profile }] : []))
  const counting = free.find(({ profile }) => profile.countsUp && profile.decimals < 0.2)
  const naming = free.find(({ profile }) => profile.ids >= 0.8 && (profile.distinct > 1 || profile.texts.length === 1))
  const chosen = [counting, naming].filter((one) => one !== undefined).sort((one, other) => one.index - other.index)[0]
  if (chosen !== undefined) roles[chosen.index] = { role: 'sampleNo', confidence: chosen === counting ? 0.75 : 0.65 }
}

function chooseChannel(candidates: readonly Candidate[], roles: Roles): void {
  if (roles.some((role) => role?.role === 'channel')) return
  const small = (profile: Profile) =>
    profile.texts.every((text) => /^\d{1,2}$/.test(text) && Number(text) >= 1 && Number(text) <= 96)
  const chosen = candidates.findIndex(
    ({ profile }, index) =>
      roles[index] === null && profile.texts.length > 0 && (profile.holes >= 0.9 || small(profile)),
  )
  if (chosen >= 0) roles[chosen] = { role: 'channel', confidence: candidates[chosen]?.profile.holes === 1 ? 0.8 : 0.5 }
}

/** A name: words, the same few again and again. */
function chooseItem(candidates: readonly Candidate[], roles: Roles): void {
  if (roles.some((role) => role?.role === 'item')) return
  const named = candidates.flatMap(({ profile }, index) => {
    const telling = profile.words >= 0.8 && profile.texts.some((text) => text.length >= 2)
    return roles[index] === null && telling && profile.filled >= 0.8 ? [{ index, profile }] : []
  })
  const chinese = named.find(({ profile }) => profile.texts.some((text) => /\p{Script=Han}/u.test(text)))
  // A meter prints `ATC` behind its value; a record with a number or a time of its own is of something.
  const ofSomething = roles.some(
    (role) => role?.role === 'sampleNo' || role?.role === 'time' || role?.role === 'channel',
  )
  const latin = !ofSomething
    ? undefined
    : named.find(({ profile }) => profile.distinct > 1 && profile.texts.every((text) => text.length >= 2))
  const chosen = chinese ?? latin
  if (chosen !== undefined) roles[chosen.index] = { role: 'item', confidence: chosen === chinese ? 0.65 : 0.4 }
}
