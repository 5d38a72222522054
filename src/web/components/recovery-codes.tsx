import { Alert, Button, Code, CopyButton, Group, Stack } from '@mantine/core'

/** Recovery codes, seen this once. */
export function RecoveryCodes({ codes, onDone }: { codes: readonly string[]; onDone: () => void }) {
  const text = codes.join('\n')
  return (
    <Stack gap="sm" maw={420}>
      <Alert variant="light" color="green" title="Keep these recovery codes" role="status">
        Each signs you in once, when you do not have your second factor at hand. They are shown this once:
        print them, or put them into a password manager.
      </Alert>
      <Code block aria-label="Recovery codes">
        {text}
      </Code>
      <Group gap="xs">
        <CopyButton value={text}>
          {({ copied, copy }) => (
            <Button variant="default" size="sm" onClick={copy}>
              {copied ? 'Copied' : 'Copy them'}
            </Button>
          )}
        </CopyButton>
        <Button size="sm" onClick={onDone}>
          I have kept them
        </Button>
      </Group>
    </Stack>
  )
}
