import { Checkbox, Tooltip } from '@mantine/core'
import {
  IconArchive,
  IconCopy,
  IconPencil,
  IconPlayerPause,
  IconPlayerPlay,
  IconTrash,
} from '@tabler/icons-react'
import { Link, useNavigate } from '@tanstack/react-router'
import { memo } from 'react'
import { judge } from '../../contract/actions.ts'
import type { CampaignAction, CampaignListItem } from '../../contract/campaign.ts'
import { budgetWords, factsOf, hasUnpublishedEdits } from '../ui/campaign-state.ts'
import { formatAgo, formatDates } from '../ui/format.ts'
import { googleWord, TYPE_LABELS } from '../ui/labels.ts'
import { Status } from '../ui/status.tsx'
import { ActionIconButton } from './action-button.tsx'
import classes from './campaign-table.module.css'
import { useCampaignActions } from './use-campaign-actions.tsx'
import type { Picking } from './use-picking.ts'
import { useAccount, useMoment, useSession } from './use-session.ts'

export const CampaignRow = memo(function CampaignRow({
  item,
  index,
  isPicked,
  onPick,
}: {
  item: CampaignListItem
  index: number
  isPicked: boolean
  onPick: Picking['toggle']
}) {
  const account = useAccount(item.accountId)
  const moment = useMoment(item.accountId)
  const budget = budgetWords(item, account?.currencyCode ?? '')
  return (
    <tr data-row={index} aria-rowindex={index + 2} data-picked={isPicked || undefined}>
      <td className={classes.pick}>
        <Checkbox
          size="xs"
          aria-label={`Pick ${item.name}`}
          checked={isPicked}
          onChange={() => undefined}
          onClick={(event) => onPick(item.id, event.shiftKey)}
        />
      </td>
      <th scope="row" className={classes.first}>
        <Link
          to="/campaigns/$campaignId"
          params={{ campaignId: item.id }}
          className={classes.name}
          title={item.name}
        >
          {item.name}
        </Link>
        {hasUnpublishedEdits(item) && (
          <Tooltip label="Has edits that Google does not have yet. Review and publish them.">
            <span className={classes.edited}>edited</span>
          </Tooltip>
        )}
      </th>
      <td>
        <StatusLink item={item} />
      </td>
      <td>{TYPE_LABELS[item.campaignType]}</td>
      <td className={classes.number}>
        {budget === null ? (
          <Nothing words="no budget yet" />
        ) : budget.per === 'in all' ? (
          `${budget.amount} in all`
        ) : (
          budget.amount
        )}
      </td>
      <td className="tabular">
        {item.startDate === null && item.endDate === null ? (
          <Nothing words="no dates" />
        ) : (
          formatDates(item.startDate, item.endDate)
        )}
      </td>
      <td>
        {item.googlePrimaryStatus === null ? (
          <Nothing words="not at Google" />
        ) : (
          googleWord(item.googlePrimaryStatus)
        )}
      </td>
      <td className="tabular">{item.googleCampaignId ?? <Nothing words="none" />}</td>
      <td>
        <time dateTime={item.updatedAt} title={moment(item.updatedAt)}>
          {formatAgo(item.updatedAt)}
        </time>
      </td>
      <td className={classes.tail}>
        <RowActions item={item} />
      </td>
    </tr>
  )
})

/** A status that has a publication to look at leads there. */
export function StatusLink({ item }: { item: CampaignListItem }) {
  const publication = item.lastPublication
  if (publication === null || publication.state === 'SUCCEEDED' || item.archivedAt !== null)
    return <Status facts={item} />
  return (
    <Link
      to="/publications/$publicationId"
      params={{ publicationId: publication.id }}
      className={classes.plain}
    >
      <Status facts={item} />
    </Link>
  )
}

function Nothing({ words }: { words: string }) {
  return (
    <span className={classes.nothing}>
      <span aria-hidden>–</span>
      <span className="visually-hidden">{words}</span>
    </span>
  )
}

function RowActions({ item }: { item: CampaignListItem }) {
  const { workspace } = useSession()
  const actions = useCampaignActions()
  const navigate = useNavigate()
  const facts = factsOf(item)
  const reason = (action: CampaignAction): string | null => judge(action, facts, workspace.role).reason
  const removal: CampaignAction = facts.seenByGoogle ? 'archive' : 'delete'
  return (
    <div className={classes.actions}>
      <ActionIconButton
        label="Edit"
        icon={<IconPencil size={15} />}
        reason={reason('edit')}
        onClick={() => void navigate({ to: '/campaigns/$campaignId/edit', params: { campaignId: item.id } })}
      />
      {item.status === 'PAUSED' ? (
        <ActionIconButton
          label="Resume"
          icon={<IconPlayerPlay size={15} />}
          reason={reason('resume')}
          onClick={() => actions.resume(item)}
        />
      ) : (
        <ActionIconButton
          label="Pause"
          icon={<IconPlayerPause size={15} />}
          reason={reason('pause')}
          onClick={() => actions.pause(item)}
        />
      )}
      <ActionIconButton
        label="Duplicate"
        icon={<IconCopy size={15} />}
        reason={reason('duplicate')}
        onClick={() => actions.duplicate(item)}
      />
      <ActionIconButton
        label={removal === 'archive' ? 'Archive' : 'Delete'}
        icon={removal === 'archive' ? <IconArchive size={15} /> : <IconTrash size={15} />}
        reason={reason(removal)}
        onClick={() => actions.askToRemove(item)}
      />
    </div>
  )
}
