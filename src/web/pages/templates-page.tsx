import { Button } from '@mantine/core'
import { useDocumentTitle } from '@mantine/hooks'
import { notifications } from '@mantine/notifications'
import { IconPencil, IconTemplate, IconTrash } from '@tabler/icons-react'
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { Template } from '../../contract/templates.ts'
import { call, etagOf } from '../client/call.ts'
import { lineOf } from '../client/problem-words.ts'
import { templatesQuery } from '../client/template-queries.ts'
import { ActionIconButton } from '../components/action-button.tsx'
import { ButtonLink } from '../components/button-link.tsx'
import { PageError, PagePending } from '../components/page-state.tsx'
import { EditTemplate } from '../components/template-form.tsx'
import { TemplateList } from '../components/template-list.tsx'
import { UseTemplate } from '../components/use-template.tsx'
import { reasonOf } from '../components/use-deed.ts'
import { askToConfirm } from '../ui/confirm.ts'
import { Notice } from '../ui/notice.tsx'
import { PageHeader } from '../ui/page-header.tsx'
import classes from './accounts-page.module.css'

/** Every template of the workspace: begin from one, name it anew, delete it. */
export function TemplatesPage() {
  useDocumentTitle('Templates')
  const list = useInfiniteQuery(templatesQuery)
  const [used, setUsed] = useState<Template | null>(null)
  const [edited, setEdited] = useState<Template | null>(null)
  const askToDelete = useDeletion()
  if (list.isPending) return <PagePending />
  if (list.isError) return <PageError error={list.error} reset={() => void list.refetch()} />
  const actions = list.data.pages[0]?.actions
  const isEmpty = list.data.pages[0]?.items.length === 0
  return (
    <div className={classes.page}>
      <PageHeader
        title="Templates"
        under={isEmpty ? undefined : 'What campaigns of this workspace can begin from.'}
      />
      {isEmpty && (
        <Notice
          icon={<IconTemplate size={30} stroke={1.4} />}
          title="No templates yet"
          text="Open a campaign that turned out well and save it as a template: the next one begins with all of it but the account, the name and the dates."
          action={<ButtonLink to="/campaigns">Campaigns</ButtonLink>}
        />
      )}
      <TemplateList list={list}>
        {(template) => (
          <>
            {reasonOf(actions, 'use') === null && (
              <Button
                size="xs"
                variant="default"
                aria-label={`New campaign from ${template.name}`}
                onClick={() => setUsed(template)}
              >
                New campaign
              </Button>
            )}
            <ActionIconButton
              label={`Rename ${template.name}`}
              icon={<IconPencil size={15} />}
              reason={reasonOf(actions, 'edit')}
              onClick={() => setEdited(template)}
            />
            <ActionIconButton
              label={`Delete ${template.name}`}
              icon={<IconTrash size={15} />}
              reason={reasonOf(actions, 'delete')}
              onClick={() => askToDelete(template)}
            />
          </>
        )}
      </TemplateList>
      {used !== null && <UseTemplate template={used} accountId={undefined} onClose={() => setUsed(null)} />}
      {edited !== null && <EditTemplate template={edited} onClose={() => setEdited(null)} />}
    </div>
  )
}

function useDeletion(): (template: Template) => void {
  const queries = useQueryClient()
  const remove = useMutation({
    mutationFn: async ({ id, version }: Template) =>
      await call('deleteTemplate', { params: { id }, ifMatch: etagOf(version) }),
    onSuccess: (_, { name }) => notifications.show({ message: `The template “${name}” is deleted.` }),
    onError: (error) =>
      notifications.show({ color: 'red', title: 'Not deleted', message: lineOf(error), autoClose: 9000 }),
    onSettled: async () => await queries.invalidateQueries({ queryKey: ['templates'] }),
  })
  return (template) =>
    askToConfirm({
      title: 'Delete this template?',
      text: `“${template.name}” goes for the whole workspace. Campaigns that began from it stay as they are.`,
      confirm: 'Delete',
      cancel: 'Keep it',
      isDanger: true,
      onConfirm: () => remove.mutate(template),
    })
}
