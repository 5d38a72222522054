import { useDocumentTitle, useHotkeys } from '@mantine/hooks'
import { IconLock } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useBlocker, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { useMemo } from 'react'
import type { Campaign, CampaignDocument } from '../../contract/campaign.ts'
import { publishedFactsOf } from '../../contract/preflight-context.ts'
import type { Account } from '../../contract/session.ts'
import type { FieldError } from '../client/problem-words.ts'
import { campaignQuery, publicationQuery, revisionQuery } from '../client/queries.ts'
import { ButtonLink } from '../components/button-link.tsx'
import { EnvironmentBadge } from '../components/environment-badge.tsx'
import { PageError, PagePending } from '../components/page-state.tsx'
import { useAccount } from '../components/use-session.ts'
import { CampaignForm } from '../forms/campaign-form.tsx'
import { EditorHeader } from '../forms/editor-header.tsx'
import { useEditor } from '../forms/use-editor.ts'
import { useSignInAgain } from '../forms/use-sign-in-again.ts'
import { normalizePath } from '../ui/field-path.ts'
import { InSlices } from '../ui/in-slices.tsx'
import { Notice } from '../ui/notice.tsx'
import { useEscape } from '../ui/use-escape.ts'
import { Status } from '../ui/status.tsx'

export function CampaignEditPage() {
  const { campaignId } = useParams({ from: '/app/campaigns/$campaignId/edit' })
  const campaign = useQuery({
    ...campaignQuery(campaignId),
    refetchOnWindowFocus: false,
    refetchInterval: false,
  })
  const version = campaign.data?.publishedVersion ?? null
  const published = useQuery({ ...revisionQuery(campaignId, version ?? 0), enabled: version !== null })
  const refused = useRefused(campaign.data)
  const account = useAccount(campaign.data?.accountId)
  useDocumentTitle(campaign.data === undefined ? 'Edit' : `Edit ${campaign.data.name}`)

  if (campaign.isPending || (version !== null && published.isPending)) return <PagePending />
  if (campaign.isError) return <PageError error={campaign.error} reset={() => void campaign.refetch()} />
  if (account === undefined)
    return <PageError error={new Error('The account of this campaign is not connected any more.')} />
  const verdict = campaign.data.actions.find(({ action }) => action === 'edit')
  if (verdict?.allowed === false) return <Locked campaign={campaign.data} reason={verdict.reason} />
  return (
    <InSlices key={campaignId} meanwhile={<PagePending />}>
      <EditCampaign
        campaign={campaign.data}
        account={account}
        publishedDocument={published.data?.document ?? null}
        refused={refused}
      />
    </InSlices>
  )
}

/** What Google refused of the revision that is being edited, by field. */
function useRefused(campaign: Campaign | undefined): readonly FieldError[] {
  const last = campaign?.lastPublication
  const { data } = useQuery({
    ...publicationQuery(last?.id ?? ''),
    enabled: last?.state === 'FAILED',
  })
  return useMemo(() => {
    if (data === undefined || data.version !== campaign?.version) return []
    return data.errors.flatMap(({ path, code, message, fix }) =>
      path === null ? [] : [{ path: normalizePath(path), code, message: `${message} ${fix ?? ''}`.trim() }],
    )
  }, [data, campaign?.version])
}

function Locked({ campaign, reason }: { campaign: Campaign; reason: string | null }) {
  return (
    <Notice
      icon={<IconLock size={28} stroke={1.4} />}
      title={`“${campaign.name}” cannot be edited now`}
      text={reason}
      action={
        <ButtonLink to="/campaigns/$campaignId" params={{ campaignId: campaign.id }} variant="default">
          Open the campaign
        </ButtonLink>
      }
    />
  )
}

interface EditCampaignProps {
  campaign: Campaign
  account: Account
  publishedDocument: CampaignDocument | null
  refused: readonly FieldError[]
}

function EditCampaign({ campaign, account, publishedDocument, refused }: EditCampaignProps) {
  const editor = useEditor({ campaign })
  const navigate = useNavigate()
  const { field } = useSearch({ from: '/app/campaigns/$campaignId/edit' })
  const published = useMemo(
    () => (publishedDocument === null ? null : publishedFactsOf(publishedDocument)),
    [publishedDocument],
  )
  // Leaving saves what the pause of a second has not saved yet.
  useBlocker({
    shouldBlockFn: async () => {
      if (!editor.dirty || editor.isKept()) return false
      const saved = await editor.save()
      if (editor.isKept()) return false
      return saved === null && !window.confirm('Your last changes are not saved. Leave and lose them?')
    },
    enableBeforeUnload: false,
  })
  useSignInAgain(editor)
  useHotkeys([['mod+S', () => void editor.save()]], [])
  useEscape(() => void navigate({ to: '/campaigns/$campaignId', params: { campaignId: campaign.id } }))

  const review = async () => {
    if (editor.dirty && (await editor.save()) === null) return
    await navigate({ to: '/campaigns/$campaignId/plan', params: { campaignId: campaign.id } })
  }
  return (
    <CampaignForm
      editor={editor}
      account={account}
      campaignId={campaign.id}
      onAccount={null}
      assets={campaign.assets}
      published={published}
      refused={refused}
      startAt={field}
      showAll
      renderHeader={({ problems, goTo }) => (
        <EditorHeader
          title={editor.document.name || 'No name yet'}
          aside={
            <>
              <Status facts={{ ...campaign, googleStatus: campaign.google.status }} />
              <EnvironmentBadge account={account} />
            </>
          }
          editor={editor}
          currencyCode={account.currencyCode}
          errors={problems.filter(({ severity }) => severity === 'error').length}
          onGo={goTo}
          onSave={null}
          onStartOver={null}
          onReview={() => void review()}
        />
      )}
    />
  )
}
