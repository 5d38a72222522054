import { Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { Finding } from '../../contract/publication.ts'
import type { CampaignType } from '../../contract/words.ts'
import { findingWords } from '../ui/finding-words.ts'
import { pathWords } from '../ui/field-path.ts'
import classes from './finding-list.module.css'

/** Findings as a list; each leads to its field in the editor. */
export function FindingList({
  findings,
  campaignId,
  campaignType,
}: {
  findings: readonly Finding[]
  campaignId: string
  campaignType: CampaignType
}) {
  return (
    <ul className={classes.list}>
      {findings.map((finding) => {
        const { path, code } = finding
        const { message, fix } = findingWords(finding)
        return (
          <li key={`${path} ${code}`}>
            <Text size="sm" component="div">
              <Link to="/campaigns/$campaignId/edit" params={{ campaignId }} search={{ field: path }}>
                {pathWords(path, campaignType) || 'Campaign'}
              </Link>
              : {message} {fix}
            </Text>
          </li>
        )
      })}
    </ul>
  )
}
