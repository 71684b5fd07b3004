/** Who is working, chosen at the top right and sent with every action; and how large and bright the page is. */
import './frame.css'
import { useState } from 'react'
import { useOperator } from '#ui/operator.tsx'
import { Button, Input, Popover, Switch } from '#ui/parts.ts'
import { useLook } from '#ui/theme.tsx'

export function WhoMenu() {
  const { by } = useOperator()
  const [open, setOpen] = useState(false)
  return (
    <Popover
      open={open}
      onOpenChange={setOpen}
      trigger="click"
      placement="bottomRight"
      content={<Choices done={() => setOpen(false)} />}
    >
      <Button className="who" type="text" aria-label={`当前操作员 ${by},点击更换`}>
        {by} <span aria-hidden="true">▾</span>
      </Button>
    </Popover>
  )
}

function Choices({ done }: { readonly done: () => void }) {
  const { by, names, choose } = useOperator()
  const { tone, size, setTone, setSize } = useLook()
  const [name, setName] = useState('')
  const take = (chosen: string) => {
    choose(chosen)
    setName('')
    done()
  }
  return (
    <div className="who-menu">
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
      <p className="legend">画面</p>
      <p className="who-look">
        大字模式{' '}
        <Switch aria-label="大字模式" checked={size === 'large'} onChange={(on) => setSize(on ? 'large' : 'normal')} />
      </p>
      <p className="who-look">
        深色 <Switch aria-label="深色" checked={tone === 'dark'} onChange={(on) => setTone(on ? 'dark' : 'light')} />
      </p>
    </div>
  )
}
