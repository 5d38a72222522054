import { Code, CopyButton, Button, SegmentedControl, Stack, Text, Textarea, TextInput } from '@mantine/core'
import { useDocumentTitle } from '@mantine/hooks'
import { IconExternalLink, IconKey } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import type { FormEvent } from 'react'
import { useState } from 'react'
import { CONSENT_RETURN_PATH } from '../../contract/connect-paths.ts'
import type { ConnectionAccess } from '../../contract/words.ts'
import { call } from '../client/call.ts'
import { connectionsQuery } from '../client/google-connection-queries.ts'
import { AccessChoice } from '../components/access-choice.tsx'
import classes from '../components/settings.module.css'
import { SubmitButton } from '../components/submit-button.tsx'
import { reasonOf, useDeed } from '../components/use-deed.ts'
import { useSession } from '../components/use-session.ts'
import { PageHeader } from '../ui/page-header.tsx'
import { Section } from '../ui/section.tsx'

type Way = 'consent' | 'key'

/** Guides to a connection: what it takes, what it may do, and then to Google. */
export function ConnectPage() {
  useDocumentTitle('Connect Google Ads')
  const [way, setWay] = useState<Way>('consent')
  return (
    <div className={classes.page}>
      <PageHeader
        title="Connect Google Ads"
        under="No developer token is needed: what may be done belongs to your Google Cloud project."
      />
      <SegmentedControl
        aria-label="How to connect"
        value={way}
        onChange={(value) => setWay(value)}
        data={[
          { value: 'consent', label: 'With a Google user' },
          { value: 'key', label: 'With a service account' },
        ]}
        mb="md"
      />
      {way === 'consent' ? <ByConsent /> : <ByKey />}
    </div>
  )
}

function ByConsent() {
  const { emulator } = useSession()
  const connections = useQuery(connectionsQuery)
  const reason = reasonOf(connections.data?.actions, 'authorize')
  const { doIt, isBusy } = useDeed()
  const [name, setName] = useState('Google Ads')
  const [access, setAccess] = useState<ConnectionAccess>('FULL')
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (reason !== null) return
    doIt({
      run: () => call('authorizeConnection', { body: { name, access } }),
      after: ({ url }) => window.location.assign(url),
    })
  }
  return (
    <>
      <Section
        title="1. Before"
        text={
          emulator
            ? 'With the emulator nothing has to be prepared: its consent page agrees at once.'
            : 'Once for this server, in the Google Cloud console:'
        }
      >
        {!emulator && (
          <ol className={classes.steps}>
            <li>Enable the Google Ads API in a project, and look at its access level.</li>
            <li>
              Make an OAuth client of type “Web application”, give it this address to send people back to, and
              set <Code>GOOGLE_ADS_CLIENT_ID</Code> and <Code>GOOGLE_ADS_CLIENT_SECRET</Code> on the server.
              <ReturnAddress />
            </li>
            <li>
              Publish the consent screen: while it is in “Testing”, every connection ends after seven days.
            </li>
          </ol>
        )}
      </Section>
      <Section
        title="2. Agree at Google"
        text="You are sent to Google, agree there, and come back to choose accounts."
      >
        <form className={classes.form} onSubmit={submit}>
          <NameInput value={name} onChange={setName} disabled={reason !== null} />
          <AccessChoice value={access} onChange={setAccess} disabled={reason !== null} />
          <SubmitButton
            label="Go to Google"
            icon={<IconExternalLink size={15} aria-hidden />}
            reason={reason}
            loading={isBusy}
          />
        </form>
      </Section>
    </>
  )
}

function ByKey() {
  const connections = useQuery(connectionsQuery)
  const reason = reasonOf(connections.data?.actions, 'addServiceAccount')
  const { doIt, isBusy } = useDeed()
  const navigate = useNavigate()
  const [name, setName] = useState('Service account')
  const [access, setAccess] = useState<ConnectionAccess>('FULL')
  const [keyFile, setKeyFile] = useState('')
  const [email, setEmail] = useState('')
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (reason !== null) return
    const impersonatedEmail = email.trim() === '' ? null : email.trim()
    doIt({
      run: () => call('addServiceAccount', { body: { name, access, keyFile, impersonatedEmail } }),
      after: ({ id }) => void navigate({ to: '/connect/$connectionId', params: { connectionId: id } }),
    })
  }
  return (
    <Section
      title="The key of a service account"
      text="For servers without people: make a service account in the Google Cloud project, add its address as a user of the Google Ads account, and make a key of type JSON."
    >
      <form className={classes.form} onSubmit={submit}>
        <NameInput value={name} onChange={setName} disabled={reason !== null} />
        <AccessChoice value={access} onChange={setAccess} disabled={reason !== null} />
        <Textarea
          label="Key file"
          description="The whole content of the JSON file. It is sealed, and shown to nobody again."
          autosize
          minRows={4}
          maxRows={10}
          required
          withAsterisk={false}
          spellCheck={false}
          autoComplete="off"
          className={classes.wide}
          disabled={reason !== null}
          value={keyFile}
          onChange={(event) => setKeyFile(event.currentTarget.value)}
        />
        <TextInput
          label="Acts for (optional)"
          description="A person of your Workspace domain, where the domain allows it"
          type="email"
          autoComplete="off"
          disabled={reason !== null}
          value={email}
          onChange={(event) => setEmail(event.currentTarget.value)}
        />
        <SubmitButton
          label="Connect"
          icon={<IconKey size={15} aria-hidden />}
          reason={reason}
          loading={isBusy}
        />
      </form>
    </Section>
  )
}

function NameInput({
  value,
  onChange,
  disabled,
}: {
  value: string
  onChange: (value: string) => void
  disabled: boolean
}) {
  return (
    <TextInput
      label="Name"
      description="How people here call this connection"
      autoComplete="off"
      required
      withAsterisk={false}
      maxLength={255}
      disabled={disabled}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  )
}

function ReturnAddress() {
  const address = `${window.location.origin}${CONSENT_RETURN_PATH}`
  return (
    <Stack gap={4} align="flex-start" my={6}>
      <Code>{address}</Code>
      <CopyButton value={address}>
        {({ copied, copy }) => (
          <Button size="compact-xs" variant="default" onClick={copy}>
            {copied ? 'Copied' : 'Copy the address'}
          </Button>
        )}
      </CopyButton>
      <Text size="xs" c="dimmed">
        Under “Authorised redirect URIs”.
      </Text>
    </Stack>
  )
}
