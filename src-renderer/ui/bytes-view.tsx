/** How a person looks at raw bytes: as the text they mean, or each as two hex digits. */
import { Segmented } from './parts.ts'

export type BytesView = 'text' | 'hex'

export function BytesViewSwitch({ view, onChange }: { readonly view: BytesView; onChange(next: BytesView): void }) {
  return (
    <Segmented
      value={view}
      onChange={(next: BytesView) => onChange(next)}
      options={[
        { value: 'text', label: '文字' },
        { value: 'hex', label: '十六进制' },
      ]}
    />
  )
}
