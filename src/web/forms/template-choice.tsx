import { Button, Group, Text, Title } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { refusalIn } from '../../contract/actions.ts'
import type { Template } from '../../contract/templates.ts'
import { templatesQuery } from '../client/template-queries.ts'
import { TemplateList } from '../components/template-list.tsx'
import { reasonOf } from '../components/use-deed.ts'
import { useSession } from '../components/use-session.ts'
import { UseTemplate } from '../components/use-template.tsx'

/** The other way to begin: with what the workspace has kept. */
export function TemplateChoice({ accountId }: { accountId: string }) {
  const list = useInfiniteQuery(templatesQuery)
  const { workspace } = useSession()
  const mayNot = reasonOf(list.data?.pages[0]?.actions, 'use') ?? refusalIn(workspace, 'edit', accountId)
  const [used, setUsed] = useState<Template | null>(null)
  const isEmpty = (list.data?.pages[0]?.items.length ?? 0) === 0
  return (
    <section aria-labelledby="templates">
      <Group justify="space-between" align="baseline">
        <Title order={2} id="templates">
          Or begin from a template
        </Title>
        {!isEmpty && (
          <Text size="sm">
            <Link to="/templates">Manage templates</Link>
          </Text>
        )}
      </Group>
      {list.isSuccess && isEmpty && (
        <Text size="sm" c="dimmed">
          There is none yet. Any campaign can be saved as one, from its page.
        </Text>
      )}
      <TemplateList list={list}>
        {(template) =>
          mayNot === null && (
            <Button
              size="xs"
              variant="default"
              aria-label={`Begin from ${template.name}`}
              onClick={() => setUsed(template)}
            >
              Begin
            </Button>
          )
        }
      </TemplateList>
      {used !== null && <UseTemplate template={used} accountId={accountId} onClose={() => setUsed(null)} />}
    </section>
  )
}
