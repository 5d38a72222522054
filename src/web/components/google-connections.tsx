import { Badge } from '@mantine/core'
import { IconPlugConnected } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { GoogleConnection } from '../../contract/google-connections.ts'
import { connectionsQuery } from '../client/google-connection-queries.ts'
import { CONNECTION_KIND_WORDS, CONNECTION_STATE_WORDS } from '../ui/connection-words.ts'
import { formatAgo } from '../ui/format.ts'
import { Section } from '../ui/section.tsx'
import { ButtonLink } from './button-link.tsx'
import { SettingsList, SettingsRow } from './settings-list.tsx'

/** The ways to Google Ads of the workspace. */
export function GoogleConnections() {
  const connections = useQuery(connectionsQuery)
  return (
    <Section
      title="Connections"
      text="How this workspace reaches Google Ads. Each account goes through one of them."
      aside={
        <ButtonLink to="/connect" leftSection={<IconPlugConnected size={15} aria-hidden />}>
          Connect Google Ads
        </ButtonLink>
      }
    >
      <SettingsList
        query={connections}
        itemsOf={({ items }) => items}
        empty="None of the workspace’s own yet: accounts go by the credentials of the server’s settings, where it has some."
      >
        {(connection) => <ConnectionRow key={connection.id} connection={connection} />}
      </SettingsList>
    </Section>
  )
}

function ConnectionRow({ connection }: { connection: GoogleConnection }) {
  const { id, name, kind, access, accounts, state, problem, createdBy, createdAt, checkedAt } = connection
  const count = accounts === 1 ? '1 account' : `${accounts} accounts`
  const only = access === 'READ_ONLY' ? ' · only reads' : ''
  const checked = checkedAt === null ? '' : ` · Google asked ${formatAgo(checkedAt)}`
  return (
    <SettingsRow
      title={
        <Link to="/connect/$connectionId" params={{ connectionId: id }}>
          <b>{name}</b>
        </Link>
      }
      facts={
        <>
          {`${CONNECTION_KIND_WORDS[kind]} · ${count}${only} · made by ${createdBy} ${formatAgo(createdAt)}${checked}`}
          {problem !== null && (
            <div role="status">
              {problem.message} {problem.fix}
            </div>
          )}
        </>
      }
    >
      <Badge size="sm" variant="light" color={CONNECTION_STATE_WORDS[state].color}>
        {CONNECTION_STATE_WORDS[state].label}
      </Badge>
    </SettingsRow>
  )
}
