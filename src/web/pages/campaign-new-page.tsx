import { Button, Group, Modal, Text } from '@mantine/core'
import { useDocumentTitle, useHotkeys } from '@mantine/hooks'
import { IconBuildingBank } from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import { useBlocker, useNavigate, useSearch } from '@tanstack/react-router'
import { useRef, useState } from 'react'
import { ButtonLink } from '../components/button-link.tsx'
import type { Account } from '../../contract/session.ts'
import type { CampaignType } from '../../contract/words.ts'
import { useAccountOptions } from '../components/use-account-options.ts'
import { useAccounts } from '../components/use-session.ts'
import { CampaignForm } from '../forms/campaign-form.tsx'
import { blankDocument } from '../forms/draft.ts'
import { EditorHeader } from '../forms/editor-header.tsx'
import { TypeChoice } from '../forms/type-choice.tsx'
import { useEditor } from '../forms/use-editor.ts'
import { useSignInAgain } from '../forms/use-sign-in-again.ts'
import { TYPE_LABELS } from '../ui/labels.ts'
import { Notice } from '../ui/notice.tsx'

const NO_ASSETS: never[] = []

export function CampaignNewPage() {
  useDocumentTitle('New campaign')
  const accounts = useAccounts()
  const navigate = useNavigate()
  const { account: wanted, type } = useSearch({ from: '/app/campaigns/new' })
  const first = useAccountOptions().firstOf(wanted)
  if (first === undefined) {
    return (
      <Notice
        icon={<IconBuildingBank size={30} stroke={1.4} />}
        title="No account is connected"
        text="A campaign belongs to a Google Ads account: its currency and its time zone."
        action={<ButtonLink to="/accounts">Connect an account</ButtonLink>}
      />
    )
  }
  if (type === undefined) {
    return (
      <TypeChoice
        account={first}
        onAccount={(account) => void navigate({ to: '/campaigns/new', search: { account }, replace: true })}
      />
    )
  }
  return <NewCampaign key={type} accounts={accounts} first={first} type={type} />
}

/** The form, and another one in its place for whoever starts over. */
function NewCampaign(props: Omit<NewDraftProps, 'onStartOver'>) {
  const [round, setRound] = useState(0)
  return <NewDraft key={round} {...props} onStartOver={() => setRound((before) => before + 1)} />
}

interface NewDraftProps {
  accounts: readonly Account[]
  first: Account
  type: CampaignType
  onStartOver: () => void
}

function NewDraft({ accounts, first, type, onStartOver }: NewDraftProps) {
  const [start] = useState(() => ({ document: blankDocument(first, type) }))
  const editor = useEditor(start)
  const navigate = useNavigate()
  const queries = useQueryClient()
  const account = accounts.find(({ id }) => id === editor.document.accountId) ?? first
  // Set before the page leaves by itself, so that the question about unsaved words is not asked then.
  const leaving = useRef(false)
  const blocker = useBlocker({
    // The session may end by anything that the page asks for, and not by saving alone: then the words wait.
    shouldBlockFn: ({ next }) =>
      editor.dirty &&
      !leaving.current &&
      !editor.isKept() &&
      !(next.pathname === '/sign-in' && editor.keep()),
    withResolver: true,
    // The editor asks by itself.
    enableBeforeUnload: false,
  })

  const saveAnd = async (then: 'edit' | 'plan' | 'leave') => {
    let saved = await editor.save()
    // Words that were typed while the answer was on its way.
    while (saved !== null && editor.hasUnsaved()) saved = await editor.save()
    if (saved === null) return
    leaving.current = true
    queries.setQueryData(['campaign', saved.id], saved)
    const params = { campaignId: saved.id }
    if (then === 'leave') return blocker.proceed?.()
    const search = then === 'edit' ? caretField() : {}
    await navigate({ to: '/campaigns/$campaignId/edit', params, search, replace: true })
    if (then === 'plan') await navigate({ to: '/campaigns/$campaignId/plan', params })
  }
  useSignInAgain(editor)
  useHotkeys([['mod+S', () => void saveAnd('edit')]], [])

  return (
    <>
      <CampaignForm
        editor={editor}
        account={account}
        onAccount={(id) => editor.change((before) => ({ ...before, accountId: id }))}
        assets={NO_ASSETS}
        published={null}
        startAt={undefined}
        showAll={false}
        renderHeader={({ problems, showAll, goTo }) => (
          <EditorHeader
            title={editor.document.name || `New ${TYPE_LABELS[type]} campaign`}
            editor={editor}
            currencyCode={account.currencyCode}
            errors={problems.filter(({ severity }) => severity === 'error').length}
            onGo={goTo}
            onSave={() => void saveAnd('edit')}
            onStartOver={
              editor.isRestored
                ? () => {
                    editor.forget()
                    onStartOver()
                  }
                : null
            }
            onReview={() => {
              showAll()
              void saveAnd('plan')
            }}
          />
        )}
      />
      <Modal opened={blocker.status === 'blocked'} onClose={() => blocker.reset?.()} title="Keep this draft?">
        <Text size="sm">You have not saved it yet.</Text>
        <Group justify="flex-end" mt="lg" gap="xs">
          <Button
            variant="subtle"
            color="red"
            onClick={() => {
              leaving.current = true
              editor.forget()
              blocker.proceed?.()
            }}
          >
            Discard
          </Button>
          <Button variant="default" onClick={() => blocker.reset?.()}>
            Go on editing
          </Button>
          <Button onClick={() => void saveAnd('leave')} loading={editor.state.kind === 'saving'}>
            Save draft
          </Button>
        </Group>
      </Modal>
    </>
  )
}

/** The field that has the caret, so that it has it again on the page of the saved draft. */
function caretField(): { field?: string } {
  const field = document.activeElement?.closest<HTMLElement>('[data-field]')?.dataset['field']
  return field === undefined ? {} : { field }
}
