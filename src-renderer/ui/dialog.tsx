/** The library's dialog, which gives the focus to its closing cross: here Enter would throw away what one came to write, so the first field has it. */
import { Modal as LibraryModal, type ModalProps } from 'antd'

export function Modal(props: ModalProps) {
  const { afterOpenChange } = props
  return (
    <LibraryModal
      {...props}
      afterOpenChange={(open) => {
        afterOpenChange?.(open)
        if (open) focusFirstField()
      }}
    />
  )
}

/** An empty field before a filled one; a dialog that only asks keeps the focus where a stray Enter does nothing. */
function focusFirstField(): void {
  const body = [...document.querySelectorAll('.ant-modal-wrap:not([style*="none"]) .ant-modal-body')].at(-1)
  if (body === undefined || body.contains(document.activeElement)) return
  const fields = [
    ...body.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>(
      'input:not([type="radio"], [type="checkbox"], [type="file"]), textarea',
    ),
  ].filter((field) => !field.disabled && !field.readOnly && field.offsetParent !== null)
  const field = fields.find(({ value }) => value === '') ?? fields[0]
  field?.focus()
}
