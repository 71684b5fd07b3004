/** The person at the top right: typed names where there are no accounts, a quick change by PIN where there are; and the look of the page. */
import { useEffect, useState } from 'react'
import { client } from '#api'
import type { PersonState } from '#contract/person.ts'
import { FaultCard } from '#ui/fault-card.tsx'
import { KeyHint } from '#ui/key-hint.tsx'
import { useAct } from '#ui/load.ts'
import { useOperator } from '#ui/operator.tsx'
import { Button, Input, Modal, Popover, Switch } from '#ui/parts.ts'
import { link } from '#ui/route.ts'
import { useLook } from '#ui/theme.tsx'
import { rolesText } from './person-words.ts'
import { PinEntry } from './pin-entry.tsx'

export function WhoMenu({ person }: { readonly person: PersonState }) {
  const { by } = useOperator()
  const [open, setOpen] = useState(false)
  const [changing, setChanging] = useState(false)
  const { me } = person
  useLockKey(me !== null)
  return (
    <>
      <Popover
        open={open}
        onOpenChange={setOpen}
        trigger="click"
        placement="bottomRight"
        content={
          <div className="who-menu">
            {me === null ? (
              <TypedNames done={() => setOpen(false)} />
            ) : (
              <OwnMenu
                me={me}
                onChange={() => {
                  setOpen(false)
                  setChanging(true)
                }}
                done={() => setOpen(false)}
              />
            )}
            <LookSwitches />
          </div>
        }
      >
        <Button className="who" type="text" aria-label={`当前操作员 ${by},点击更换`}>
          {by} <span aria-hidden="true">▾</span>
        </Button>
      </Popover>
      <Modal open={changing} title="换人" footer={null} width={720} destroyOnHidden onCancel={() => setChanging(false)}>
        <PinEntry people={person.people} first="" action="换人" onDone={() => setChanging(false)} />
      </Modal>
    </>
  )
}

/** Ctrl+Shift+L: whoever walks away locks the desk. */
function useLockKey(signedIn: boolean): void {
  useEffect(() => {
    if (!signedIn) return
    const hear = (event: KeyboardEvent) => {
      if (!event.ctrlKey || !event.shiftKey || event.key.toLowerCase() !== 'l') return
      event.preventDefault()
      void client.person.lock({}).catch(() => undefined)
    }
    window.addEventListener('keydown', hear)
    return () => window.removeEventListener('keydown', hear)
  }, [signedIn])
}

interface OwnMenuProps {
  readonly me: NonNullable<PersonState['me']>
  readonly onChange: () => void
  readonly done: () => void
}

function OwnMenu({ me, onChange, done }: OwnMenuProps) {
  const act = useAct()
  return (
    <>
      <p>
        <b>{me.name}</b> <span className="quiet">{rolesText(me.roles)}</span>
      </p>
      {!me.hasPin && <p className="notebox">还没有 PIN:不能签名,也不能快速换人</p>}
      <Button block type="primary" onClick={onChange}>
        换人(PIN)
      </Button>
      <Button block onClick={() => void act.run(() => client.person.lock({})).then(done)}>
        锁定画面
        <KeyHint keys="Ctrl+Shift+L" />
      </Button>
      <Button block href={link('settings', ['people'])} onClick={done}>
        我的密码和 PIN
      </Button>
      <Button block onClick={() => void act.run(() => client.person.signOut({})).then(done)}>
        退出登录
      </Button>
      {act.fault !== null && <FaultCard fault={act.fault} onClose={act.clear} />}
    </>
  )
}

function TypedNames({ done }: { readonly done: () => void }) {
  const { by, names, choose } = useOperator()
  const [name, setName] = useState('')
  const take = (chosen: string) => {
    choose(chosen)
    setName('')
    done()
  }
  return (
    <>
      <p className="legend">现在操作的人</p>
      {names.map((known) => (
        <Button
          key={known}
          block
          type={known === by ? 'primary' : 'default'}
          aria-pressed={known === by}
          onClick={() => take(known)}
        >
          {known}
        </Button>
      ))}
      <form
        className="row"
        onSubmit={(event) => {
          event.preventDefault()
          if (name.trim() !== '') take(name.trim())
        }}
      >
        <Input
          aria-label="新的操作员姓名"
          placeholder="其他姓名"
          maxLength={30}
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
        <Button htmlType="submit">换人</Button>
      </form>
      <a className="small" href={link('settings', ['people'])} onClick={done}>
        建立账号,用 PIN 换人和签名
      </a>
    </>
  )
}

function LookSwitches() {
  const { tone, size, setTone, setSize } = useLook()
  return (
    <>
      <p className="legend">画面</p>
      <p className="who-look">
        大字模式{' '}
        <Switch aria-label="大字模式" checked={size === 'large'} onChange={(on) => setSize(on ? 'large' : 'normal')} />
      </p>
      <p className="who-look">
        深色 <Switch aria-label="深色" checked={tone === 'dark'} onChange={(on) => setTone(on ? 'dark' : 'light')} />
      </p>
    </>
  )
}
