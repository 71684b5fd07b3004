/** What is said before a device measures: which of its tests would be 无效 now for want of a valid blank, and until when. */
import { describe, expect, test } from 'vitest'
import { standardPolicy } from '#core/control/policy.ts'
import { driverById } from '#drivers/index.ts'
import { blanksDue, blanksWaiting } from '#flow/blank-due.ts'
import { savePolicy } from '#flow/control-policy.ts'
import { chooseKit } from '#flow/kit-in-use.ts'
import { letPass } from '#flow/let-pass.ts'
import { endPlate, platesOn } from '#flow/plates.ts'
import { proveSigner } from '#flow/sign.ts'
import { control, put, readBlank, readChannel } from './plate-reader.ts'
import { ITEM, METHOD, measured, type Room, room, taken } from './room.ts'

const DAY = 86_400_000

function held(name: string, id = 'generic/lis2', state: 'quiet' | 'closed' = 'quiet') {
  const driver = driverById(id)
  if (driver === undefined) throw new Error(id)
  return { plan: { name }, driver, port: { state: () => state } }
}
const due = (at: Room, ports: readonly ReturnType<typeof held>[] = [held('p1')]) => blanksDue(at.world, ports)
const alone = (at: Room, item = ITEM) =>
  readChannel(at, '', '12.30', { sampleNo: taken(at).sampleNo, channel: null, item })

test('a device that is new here is said once, without an item, until its blank is valid', () => {
  const at = room()
  expect(due(at)).toEqual([{ port: 'p1', items: [], byPlate: false, unread: false }])
  readBlank(at, '80.00')
  expect(due(at)).toMatchObject([{ port: 'p1' }])
  readBlank(at)
  expect(due(at)).toEqual([])
})

test('each morning what it measured on its last day of work is asked for again', () => {
  const at = room()
  readBlank(at)
  alone(at)
  alone(at, '二氧化硫')
  expect(due(at)).toEqual([{ port: 'p1', items: ['二氧化硫'], byPlate: false, unread: false }])
  at.clock.pass(3 * DAY)
  expect(due(at)).toEqual([{ port: 'p1', items: [ITEM, '二氧化硫'], byPlate: false, unread: false }])
  readBlank(at)
  expect(due(at)).toMatchObject([{ items: ['二氧化硫'] }])
  // Today it is used for one item alone.
  alone(at)
  expect(due(at)).toEqual([])
  at.clock.pass(15 * DAY)
  expect(due(at)).toMatchObject([{ items: [] }])
})

test('where nobody says the method, the blank has the one that an unsaid test gets, and vouches for its item', () => {
  const at = room()
  at.world.ports.set('p1', { method: null, itemNames: {}, stranger: null })
  measured(at, taken(at, { kind: 'blank', food: '空白对照' }).sampleNo, '1.10')
  expect(due(at)).toEqual([])
  expect(measured(at, taken(at).sampleNo, '12.30').verdict).toBe('negative')
  // Of a fruit the pack asks for the method by name: that is unknown, not 无效.
  expect(measured(at, taken(at, { food: '苹果' }).sampleNo, '12.40')).toMatchObject({
    method: '',
    verdict: 'undecided',
  })
  expect(due(at)).toEqual([])
})

test('a blank of an item that nothing knows is told apart: another one would not help', () => {
  const at = room()
  measured(at, taken(at, { kind: 'blank', food: '空白对照' }).sampleNo, '1.10', 'NJ99')
  expect(due(at)).toEqual([{ port: 'p1', items: ['NJ99'], byPlate: false, unread: true }])
})

test('another kit lot is another batch', () => {
  const at = room()
  readBlank(at)
  alone(at)
  const use = { port: 'p1', item: null, kit: '试剂', bufferLot: null, operator: '王敏', by: '王敏' }
  chooseKit(at.world, { ...use, lot: 'L2' })
  expect(due(at)).toMatchObject([{ items: [ITEM] }])
})

describe('nothing is said', () => {
  test('of cards, of balances and meters, and of a port that is closed', () => {
    const at = room()
    at.world.ports.set('卡', { method: '胶体金免疫层析法', itemNames: {}, stranger: null })
    const others = [
      held('卡'),
      held('秤', 'sartorius/sbi'),
      held('酸度计', 'generic/ph-line'),
      held('p1', 'generic/lis2', 'closed'),
    ]
    expect(due(at, others)).toEqual([])
  })

  test('where the room only wants to be told', () => {
    const at = room()
    const conditions = { ...standardPolicy.conditions, 'blank-missing': 'warn' } as const
    savePolicy(at.world, { ...standardPolicy, conditions }, '站长')
    expect(due(at)).toEqual([])
  })

  test('while a plate has its blank still to be read; one that fails, or is taken off unread, is asked for again', () => {
    const at = room()
    put(at, taken(at).sampleNo)
    expect(due(at)).toEqual([{ port: 'p1', items: [], byPlate: true, unread: false }])
    control(at, 'blank', '空白对照')
    expect(due(at)).toEqual([])
    readChannel(at, '2', '80.00')
    expect(due(at)).toMatchObject([{ byPlate: true }])
    endPlate(at.world, platesOn(at.world, 'p1').on?.plate.id ?? '', '王敏')
    expect(due(at)).toMatchObject([{ byPlate: true }])
  })

  test('of a batch that a second person let pass', async () => {
    const at = room()
    alone(at)
    const signer = await proveSigner(at.world, { by: '站长', pin: '' })
    const said = {
      port: 'p1',
      item: ITEM,
      method: METHOD,
      operator: '王敏',
      codes: ['blank-missing'],
      why: '急',
    } as const
    letPass(at.world, { signer, ...said })
    expect(due(at)).toEqual([])
  })
})

test('blanks with a number wait until they are measured, those of a plate on the plate', () => {
  const at = room()
  const waiting = () => blanksWaiting(at.world, [held('p1')]).map(({ sampleNo }) => sampleNo)
  const { sampleNo } = taken(at, { kind: 'blank', food: '空白对照' })
  control(at, 'blank', '空白对照')
  taken(at)
  expect(waiting()).toEqual([sampleNo])
  readChannel(at, '', '1.00', { sampleNo, channel: null })
  expect(waiting()).toEqual([])
  taken(at, { kind: 'blank', food: '空白对照' })
  at.clock.pass(DAY)
  expect(waiting()).toEqual([])
})
