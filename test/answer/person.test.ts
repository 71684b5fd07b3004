/** People over HTTP against a started station: the first account, signing in, quick change, the lock, and what each may then ask. */
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type AnsweringStation, answeringStation, type Client, faultOf } from './answering-station.ts'

let room: AnsweringStation
const PASSWORD = '春天的菠菜要洗三遍'
const OTHER = '夏天的豇豆要煮熟透'
const administrator = '赵管理'
/** Signed in, with the session in a header as a program sends it. */
let boss: Client
let session: string | null = null

beforeAll(async () => {
  room = await answeringStation()
})
afterAll(() => room.close())

/** Asks as a browser does: with cookies and without a program's token. */
async function browse(path: string, cookies: string, input: object) {
  const reply = await fetch(`${room.http.address}/rpc/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', cookie: cookies },
    body: JSON.stringify({ json: input }),
  })
  const { json } = (await reply.json()) as { json: Record<string, unknown> }
  return { status: reply.status, json, cookie: reply.headers.getSetCookie() }
}

it('an open room: nobody is anybody, and everything works by typed names', async () => {
  expect(await room.client.person.state({})).toEqual({
    standing: 'open-room',
    me: null,
    people: [],
    idleMinutes: 10,
    session: null,
  })
  expect((await room.register()).takenBy).toBe('王敏')
})

it('the first account is signed in at once; whoever did not sign in is asked to', async () => {
  const roles = ['administrator', 'operator', 'manager'] as const
  const said = { name: administrator, password: PASSWORD, pin: '7391', by: administrator }
  expect(await faultOf(room.client.person.add({ ...said, roles: ['operator'] }))).toBe('person.roles')
  expect(await faultOf(room.client.person.add({ ...said, roles: [...roles], pin: '1234' }))).toBe('person.weak')
  const state = await room.client.person.add({ ...said, roles: [...roles] })
  expect(state).toMatchObject({ standing: 'here', me: { name: administrator, mustChange: false, hasPin: true } })
  expect(state.session).toMatch(/^[\w-]{43}$/)
  boss = room.as(state.session)
  expect(await faultOf(room.client.sample.list({}))).toBe('person.signed-out')
  expect(await faultOf(room.register())).toBe('person.signed-out')
  expect((await room.client.day.overview({})).demo).toBe(false)
  expect((await room.client.notice.list({})).length).toBe(0)
  expect((await boss.sample.list({})).rows).toHaveLength(1)
})

it('who is signed in writes their own name and no other', async () => {
  const said = { stallCode: 'A-12', food: '芹菜' }
  expect(await faultOf(boss.sample.register({ ...said, takenBy: '王敏' }))).toBe('person.other')
  expect((await boss.sample.register({ ...said, takenBy: administrator })).takenBy).toBe(administrator)
})

it('another account: its password was chosen by another, so it is changed before anything else', async () => {
  const state = await boss.person.add({ name: '王敏', roles: ['operator'], password: OTHER, by: administrator })
  expect(state.me?.name).toBe(administrator)
  expect(
    await faultOf(boss.person.add({ name: '王敏', roles: ['operator'], password: OTHER, by: administrator })),
  ).toBe('person.name-taken')
  expect(await faultOf(room.client.person.signIn({ name: '王敏', password: PASSWORD }))).toBe('person.wrong')
  const signedIn = await room.client.person.signIn({ name: '王敏', password: OTHER })
  const her = room.as(signedIn.session)
  session = signedIn.session
  expect(await faultOf(her.sample.list({}))).toBe('person.must-change')
  expect(await her.person.setPassword({ current: OTHER, next: PASSWORD })).toMatchObject({ me: { mustChange: false } })
  expect(await her.person.setPin({ password: PASSWORD, pin: '4071' })).toMatchObject({ me: { hasPin: true } })
  expect((await her.sample.list({})).rows).toHaveLength(2)
  expect(await faultOf(her.person.list({}))).toBe('person.forbidden')
  expect(await faultOf(her.settings.audit({}))).toBe('person.forbidden')
})

it('a locked desk answers its health and nothing else, until somebody enters a PIN', async () => {
  const her = room.as(session)
  expect(await her.person.touch({})).toMatchObject({ standing: 'here' })
  expect(await her.person.lock({})).toMatchObject({ standing: 'locked', me: { name: '王敏' } })
  expect(await faultOf(her.sample.list({}))).toBe('person.locked')
  expect((await her.day.overview({})).demo).toBe(false)
  expect(await faultOf(her.person.switchTo({ name: administrator, pin: '4071' }))).toBe('person.wrong')
  const { session: next, me } = await her.person.switchTo({ name: administrator, pin: '7391' })
  expect(me?.name).toBe(administrator)
  expect(await faultOf(her.sample.list({}))).toBe('person.signed-out')
  const after = room.as(next)
  expect((await after.sample.list({})).rows).toHaveLength(2)
  expect(await after.person.signOut({})).toMatchObject({ standing: 'signed-out', me: null })
  expect(await faultOf(after.sample.list({}))).toBe('person.signed-out')
})

it('accounts are listed, changed, closed and reset; the policy is saved', async () => {
  const list = await boss.person.list({})
  expect(list.map(({ name, training, wait }) => [name, training, wait])).toEqual([
    [administrator, 'none', 0],
    ['王敏', 'none', 0],
  ])
  const id = list.find(({ name }) => name === '王敏')?.id ?? ''
  const by = administrator
  expect((await boss.person.change({ id, roles: ['technician'], staff: 'S-1', by })).roles).toEqual(['technician'])
  expect((await boss.person.setActive({ id, active: false, by })).closedAt).not.toBeNull()
  expect((await boss.person.state({})).people.map(({ name }) => name)).toEqual([administrator])
  expect((await boss.person.setActive({ id, active: true, by })).closedAt).toBeNull()
  expect((await boss.person.resetPassword({ id, password: OTHER, by })).hasPin).toBe(false)
  expect(await boss.person.savePolicy({ policy: { idleMinutes: 5, trainedOnly: false }, by })).toEqual(
    await boss.person.policy({}),
  )
  expect(await boss.person.signatures({ subject: 'nothing' })).toEqual([])
  const audit = await boss.settings.audit({ limit: 50 })
  expect(audit.map(({ action }) => action)).toEqual(
    expect.arrayContaining(['person.add', 'person.change', 'person.close', 'person.reset-password', 'person.policy']),
  )
  // Four digits stand by chance in one of a hundred hashes.
  const words = audit.map(({ by, subject, detail }) => [by, subject, detail])
  expect(JSON.stringify(words)).not.toMatch(/春天|夏天|7391|4071/)
})

it('a browser holds its session in a cookie that no script reads and no other page sends', async () => {
  const page = await fetch(room.http.url, { redirect: 'manual' })
  const door = page.headers.getSetCookie()[0]?.split(';')[0] ?? ''
  const name = `person-${room.http.port}`
  const { json, cookie } = await browse('person/signIn', door, { name: administrator, password: PASSWORD })
  expect(json).toMatchObject({ standing: 'here', session: null })
  expect(cookie[0]).toMatch(new RegExp(`^${name}=[\\w-]{43}; HttpOnly; SameSite=Strict; Path=/$`))
  const person = cookie[0]?.split(';')[0] ?? ''
  expect((await browse('sample/list', `${door}; ${person}`, {})).status).toBe(200)
  expect((await browse('sample/list', door, {})).json).toMatchObject({ data: { code: 'person.signed-out' } })
  // The person's session opens no door by itself: the guard still asks for its own.
  expect((await fetch(`${room.http.address}/rpc/sample/list`, { headers: { cookie: person } })).status).toBe(401)
  const gone = await browse('person/signOut', `${door}; ${person}`, {})
  expect(gone.cookie[0]).toMatch(new RegExp(`^${name}=; HttpOnly; SameSite=Strict; Path=/; Max-Age=0$`))
  expect((await browse('sample/list', `${door}; ${person}`, {})).json).toMatchObject({
    data: { code: 'person.signed-out' },
  })
})

it('news: who may read hears what happened, who may not hears only that something did', async () => {
  const leave = new AbortController()
  const outside = await room.client.events.follow({}, { signal: leave.signal })
  const inside = await boss.events.follow({}, { signal: leave.signal })
  await boss.sample.register({ stallCode: 'A-12', food: '芹菜', takenBy: administrator })
  await boss.person.savePolicy({ policy: { idleMinutes: 10, trainedOnly: true }, by: administrator })
  const first = async (events: AsyncIterable<{ kind: string }>) => {
    for await (const { kind } of events) return kind
  }
  expect(await first(inside)).toBe('sample.changed')
  expect(await first(outside)).toBe('person.changed')
  leave.abort()
})

it('every procedure of the desk was asked, and no request met a bug', () => {
  expect(room.unasked(['person'])).toEqual([])
  expect(room.bugs).toEqual([])
})
