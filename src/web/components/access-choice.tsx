import { NativeSelect } from '@mantine/core'
import type { ConnectionAccess } from '../../contract/words.ts'
import { ACCESS_OPTIONS } from '../ui/connection-words.ts'

/** Whether anything may be changed at Google through a connection. */
export function AccessChoice({
  value,
  onChange,
  disabled,
}: {
  value: ConnectionAccess
  onChange: (value: ConnectionAccess) => void
  disabled: boolean
}) {
  return (
    <NativeSelect
      label="What it may do"
      description="“Only read” shows status and metrics, and publishes nothing"
      data={[...ACCESS_OPTIONS]}
      disabled={disabled}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value as ConnectionAccess)}
    />
  )
}
