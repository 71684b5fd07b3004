/** What of a form is kept as its draft, and what of it is shown again over the record as it stands now; every form that asks for more than a word. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { stepDraftName } from '#features/failure/step-draft.ts'
import { partsOf, saidOver } from '#ui/draft-parts.ts'
import { root } from '../../scripts/built.mjs'

const record = { name: '东门市场', phone: '', lines: [] as string[] }

describe('a draft', () => {
  it('is only what differs from the record', () => {
    expect(partsOf(record, { name: '东门市场', phone: '8', lines: ['a'] })).toEqual({
      said: { phone: '8', lines: ['a'] },
      on: { phone: '', lines: [] },
    })
    expect(partsOf(record, { ...record, lines: [] })).toBeNull()
  })

  it('is shown over the record, but never over a part that was changed since', () => {
    const kept = JSON.parse(JSON.stringify(partsOf(record, { name: '东门', phone: '8' })))
    expect(saidOver(record, kept)).toEqual({ name: '东门', phone: '8' })
    expect(saidOver({ ...record, name: '东门市场(新)' }, kept)).toEqual({ phone: '8' })
    expect(saidOver({ name: '西门', phone: '9', lines: [] }, kept)).toBeNull()
  })

  it('keeps a part the record does not have yet', () => {
    const names: Readonly<Record<string, string>> = {}
    const kept = JSON.parse(JSON.stringify(partsOf(names, { 'OP-1': '有机磷' })))
    expect(saidOver(names, kept)).toEqual({ 'OP-1': '有机磷' })
  })

  it.each([null, 'x', [], { stall: 'A-1' }, { said: null, on: {} }, { said: [], on: [] }])('%j is none', (found) =>
    expect(saidOver(record, found)).toBeNull(),
  )
})

it('a step of a case has a draft of its own, and another one when it is taken again', () => {
  const detail = (kinds: string[]) =>
    ({ failure: { id: 'F1' }, history: kinds.map((kind) => ({ kind })) }) as unknown as Parameters<
      typeof stepDraftName
    >[0]
  expect(stepDraftName(detail(['notify', 'seal']), 'plan-disposal')).toBe('failure F1 plan-disposal 0')
  expect(stepDraftName(detail(['plan-disposal', 'seal']), 'plan-disposal')).toBe('failure F1 plan-disposal 1')
})

/** Forms that keep nothing, each for its reason. */
const without: Readonly<Record<string, string>> = {
  'catalog/field-control.tsx': 'one control of the entry form, which keeps it',
  'catalog/list-page.tsx': 'a search',
  'control/blank-rules.tsx': 'one word, added to the form that keeps it',
  'day/today-results.tsx': 'a search',
  'failure/kind-lines.tsx': 'lines of the disposal form',
  'failure/outlet-fields.tsx': 'lines of the disposal form',
  'failure/pin-fields.tsx': 'secret',
  'failure/quantity-ledger.tsx': 'lines of the disposal form',
  'failure/signer-fields.tsx': 'lines of the disposal form',
  'frame/find-box.tsx': 'a search',
  'learn/field-table.tsx': 'proposed anew from the recording',
  'learn/fixed-fields.tsx': 'proposed anew from the recording',
  'learn/wire-fields.tsx': 'how the line is set, tried at once',
  'ledger/ledger-desk.tsx': 'a search',
  'paper/paper-page.tsx': 'a period',
  'person/own-password.tsx': 'secret',
  'person/policy-form.tsx': 'one number',
  'person/who-menu.tsx': 'one name, or secret',
  'port/serial-fields.tsx': 'lines of the form that adds an instrument',
  'port/transport-fields.tsx': 'lines of the form that adds an instrument',
  'sample/detail-fields.tsx': 'lines of the sheet',
  'sample/place-form.tsx': 'one channel',
  'sample/plate-page.tsx': 'each scan is kept by the station at once',
  'sample/register-facts.tsx': 'lines of the registration',
  'sample/register-more.tsx': 'lines of the registration',
  'sample/register-stall.tsx': 'lines of the registration',
  'sample/row-lines.tsx': 'lines of the row',
  'sample/sheet-signing.tsx': 'a signature is made in one go',
  'settings/rejudge-panel.tsx': 'a period',
}

it('every form of the pages keeps what is typed, or says here why not', () => {
  const features = join(root, 'src-renderer/features')
  const files = readdirSync(features, { recursive: true, encoding: 'utf8' }).map((file) => file.replaceAll('\\', '/'))
  const asking = files
    .filter((file) => file.endsWith('.tsx'))
    .map((file) => ({ file, source: readFileSync(join(features, file), 'utf8') }))
    .filter(({ source }) => /<(Input|TextField|AutoComplete|DateInput|PinInput)\b/.test(source))
  const forgetful = asking.filter(({ source }) => !/use(Step)?Draft|DraftNote/.test(source)).map(({ file }) => file)
  expect(forgetful.toSorted()).toEqual(Object.keys(without).toSorted())
})
