import { Alert, Button, CopyButton, TextInput } from '@mantine/core'
import { IconCheck, IconCopy } from '@tabler/icons-react'
import { useEffect, useRef } from 'react'
import classes from './settings.module.css'

/** A link or a key that is never shown again: it gets the focus, all of it chosen, because copying may be forbidden. */
export function OneTimeSecret({
  title,
  label,
  value,
  onClose,
}: {
  title: string
  label: string
  value: string
  onClose: () => void
}) {
  const field = useRef<HTMLInputElement>(null)
  useEffect(() => {
    if (field.current?.value !== value) return
    field.current.focus()
    field.current.select()
  }, [value])
  return (
    <Alert
      color="green"
      variant="light"
      title={title}
      role="status"
      withCloseButton
      closeButtonLabel="Hide it"
      onClose={onClose}
    >
      <div className={classes.secret}>
        <TextInput
          ref={field}
          label={label}
          value={value}
          readOnly
          className="tabular"
          onFocus={(event) => event.currentTarget.select()}
        />
        <CopyButton value={value}>
          {({ copied, copy }) => (
            <Button
              variant="default"
              size="sm"
              onClick={copy}
              leftSection={copied ? <IconCheck size={15} aria-hidden /> : <IconCopy size={15} aria-hidden />}
            >
              {copied ? 'Copied' : 'Copy'}
            </Button>
          )}
        </CopyButton>
      </div>
    </Alert>
  )
}
