/** What each procedure of the contract needs. One that is missing here does not compile (answer/admit.ts) and is refused. */
import type { Action } from './rights.ts'

/** `anyone`: also who has not signed in, or whose desk is locked. `session`: whoever signed in. */
export type Need = 'anyone' | 'session' | Action

export const procedures = {
  day: {
    // The health line and the three rates stay on a locked screen; the board shows them to the street.
    overview: 'anyone',
    results: 'record.read',
    open: 'record.read',
    trend: 'record.read',
  },
  sample: {
    register: 'sample.register',
    list: 'record.read',
    get: 'record.read',
    place: 'sample.register',
    habits: 'record.read',
    stalls: 'record.read',
    claims: 'record.read',
    dismiss: 'reading.claim',
    claim: 'reading.claim',
    settled: 'record.read',
    undoClaim: 'reading.claim',
    result: 'record.read',
    foods: 'record.read',
    row: 'record.read',
    registerRow: 'sample.register',
  },
  sheet: {
    get: 'record.read',
    save: 'sample.register',
    addPhoto: 'sample.register',
    photo: 'record.read',
    sign: 'sample.register',
    print: 'paper.print',
    label: 'record.read',
    labels: 'paper.print',
    stallLabels: 'paper.print',
  },
  plate: {
    get: 'record.read',
    put: 'sample.register',
    take: 'sample.register',
    load: 'sample.register',
    end: 'sample.register',
    shape: 'sample.register',
  },
  plan: { get: 'record.read', save: 'sample.plan' },
  draft: { get: 'session', save: 'session', drop: 'session' },
  port: {
    list: 'record.read',
    methods: 'record.read',
    drivers: 'record.read',
    available: 'record.read',
    add: 'port.set',
    remove: 'port.set',
    reopen: 'port.reopen',
    frames: 'record.read',
    live: 'record.read',
    readings: 'record.read',
    use: 'record.read',
    drift: 'record.read',
    diagnose: 'record.read',
    acceptIdentity: 'port.set',
    calibrate: 'port.set',
    nameItems: 'port.set',
    sayNumbering: 'port.set',
  },
  learn: {
    listen: 'driver.learn',
    state: 'record.read',
    stop: 'driver.learn',
    sample: 'driver.learn',
    propose: 'driver.learn',
    try: 'driver.learn',
    save: 'driver.learn',
    list: 'record.read',
    export: 'driver.learn',
    inspect: 'driver.learn',
    import: 'driver.learn',
    remove: 'driver.learn',
  },
  failure: {
    clocks: 'record.read',
    saveClocks: 'site.set',
    list: 'record.read',
    get: 'record.read',
    step: 'failure.step',
    addEvidence: 'failure.step',
    evidence: 'record.read',
    record: 'record.read',
    caseFile: 'record.read',
    notification: 'record.read',
  },
  outbox: {
    platforms: 'record.read',
    entries: 'record.read',
    entry: 'record.read',
    retry: 'outbox.retry',
  },
  catalog: {
    lists: 'record.read',
    page: 'record.read',
    get: 'record.read',
    save: 'catalog.change',
    retire: 'catalog.change',
    completeness: 'record.read',
    tryImport: 'catalog.change',
    import: 'catalog.change',
    progress: 'record.read',
    imports: 'record.read',
    export: 'export.run',
  },
  notice: {
    draft: 'record.read',
    approve: 'notice.publish',
    withdraw: 'notice.publish',
    // Public by their nature: the board's own window asks for them.
    list: 'anyone',
    print: 'paper.print',
    board: 'record.read',
    setBoard: 'notice.publish',
  },
  settings: {
    get: 'anyone',
    save: 'site.set',
    audit: 'audit.read',
    pack: 'record.read',
    proposePack: 'pack.propose',
    signPack: 'pack.sign',
    withdrawPack: 'pack.propose',
    rejudge: 'record.read',
    doctor: 'record.read',
  },
  ledger: { month: 'record.read', totals: 'record.read', export: 'export.run' },
  person: {
    state: 'anyone',
    signIn: 'anyone',
    switchTo: 'anyone',
    touch: 'anyone',
    lock: 'anyone',
    signOut: 'anyone',
    setPassword: 'session',
    setPin: 'session',
    policy: 'session',
    signatures: 'record.read',
    list: 'people.manage',
    add: 'people.manage',
    change: 'people.manage',
    setActive: 'people.manage',
    resetPassword: 'people.manage',
    savePolicy: 'people.manage',
  },
  control: {
    day: 'record.read',
    charts: 'record.read',
    saveTarget: 'control.approve',
    blind: 'record.read',
    sayTruth: 'control.approve',
    kit: 'record.read',
    chooseKit: 'control.record',
    // Whoever is at the desk may ask; who signs needs the right to let pass (meaning `approve`).
    letPass: 'control.record',
    policy: 'record.read',
    savePolicy: 'site.set',
  },
  strip: {
    ofSample: 'record.read',
    open: 'record.read',
    start: 'test.sign',
    photo: 'test.sign',
    photoBytes: 'record.read',
    read: 'test.sign',
    end: 'test.sign',
    giveUp: 'test.sign',
  },
  // Who may not read hears that something changed, not what (answer/events.ts).
  events: { follow: 'anyone' },
} as const satisfies Readonly<Record<string, Readonly<Record<string, Need>>>>

const needs: Readonly<Record<string, Readonly<Record<string, Need>>>> = procedures

/** Null for a procedure nobody decided about: it is refused. */
export function needOf(path: readonly string[]): Need | null {
  const [desk, name, ...rest] = path
  if (desk === undefined || name === undefined || rest.length > 0) return null
  const row = Object.hasOwn(needs, desk) ? needs[desk] : undefined
  return row !== undefined && Object.hasOwn(row, name) ? (row[name] ?? null) : null
}

/** Fields of an input that say who does it: they must name the person of the session. */
export const doerFields = ['by', 'takenBy'] as const
