/** The look of the whole window: light or dark, normal or large type, and the component library dressed in the bench's colours. */

import { theme as library } from 'antd'
import zhCN from 'antd/locale/zh_CN'
import { type ReactNode, useEffect } from 'react'
import { ConfigProvider } from './parts.ts'
import { keep, usePreference } from './preference.ts'

export type Tone = 'light' | 'dark'
export type Size = 'normal' | 'large'

const colours = {
  light: {
    accent: '#0b5a54',
    paper: '#eef0ec',
    sheet: '#ffffff',
    ink: '#16211e',
    line: '#cfd6d0',
    hint: '#6b7671',
    soft: '#dcebe8',
    bad: '#a3150f',
    good: '#0b5f35',
    warn: '#7a4b00',
  },
  dark: {
    accent: '#74cfc2',
    paper: '#0f1513',
    sheet: '#18201d',
    ink: '#edf3ef',
    line: '#35423c',
    hint: '#9aa8a1',
    soft: '#1d3b37',
    bad: '#ff9a90',
    good: '#7ed8a2',
    warn: '#f4bd5a',
  },
} as const

export function useLook(): {
  readonly tone: Tone
  readonly size: Size
  readonly setTone: (tone: Tone) => void
  readonly setSize: (size: Size) => void
} {
  const chosen = usePreference('tone')
  const size = usePreference('size') === 'large' ? 'large' : 'normal'
  const preferred = window.matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light'
  const tone = chosen === 'dark' || chosen === 'light' ? chosen : preferred
  return { tone, size, setTone: (next) => keep('tone', next), setSize: (next) => keep('size', next) }
}

const nonce = document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content

export function Look({ children }: { readonly children: ReactNode }) {
  const { tone, size } = useLook()
  useEffect(() => {
    document.documentElement.dataset.tone = tone
    document.documentElement.dataset.size = size
  }, [tone, size])
  const colour = colours[tone]
  const large = size === 'large'
  return (
    <ConfigProvider
      locale={zhCN}
      button={{ autoInsertSpace: false }}
      {...(nonce === undefined ? {} : { csp: { nonce } })}
      theme={{
        algorithm: tone === 'dark' ? library.darkAlgorithm : library.defaultAlgorithm,
        token: {
          colorPrimary: colour.accent,
          colorInfo: colour.accent,
          colorLink: colour.accent,
          colorError: colour.bad,
          colorSuccess: colour.good,
          colorWarning: colour.warn,
          colorBgBase: colour.sheet,
          colorBgLayout: colour.paper,
          colorTextBase: colour.ink,
          colorBorder: colour.line,
          // What a field asks for and what a button will do are read before they can be used.
          colorTextPlaceholder: colour.hint,
          colorTextDisabled: colour.hint,
          fontFamily: 'var(--font)',
          fontSize: large ? 22 : 17,
          controlHeight: large ? 52 : 42,
          controlHeightLG: large ? 64 : 54,
          controlHeightSM: large ? 38 : 30,
          borderRadius: 5,
          wireframe: false,
          motion: false,
        },
        components: {
          // A choice is seen as one: neither grey words nor a second main action.
          Segmented: { trackBg: colour.line, itemColor: colour.ink, itemSelectedColor: colour.accent },
          Modal: { contentBg: colour.sheet, headerBg: colour.sheet },
          Select: { optionSelectedBg: colour.soft },
          Button: {
            primaryShadow: 'none',
            defaultShadow: 'none',
            dangerShadow: 'none',
            fontWeight: 600,
            primaryColor: tone === 'dark' ? '#06231f' : '#ffffff',
          },
        },
      }}
    >
      {children}
    </ConfigProvider>
  )
}
