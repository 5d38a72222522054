import { Alert, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { GoogleErrorReport } from '../../contract/publication.ts'
import type { CampaignType } from '../../contract/words.ts'
import { pathWords } from '../ui/field-path.ts'
import { Fold } from '../ui/fold.tsx'
import classes from './google-errors.module.css'

interface GoogleErrorsProps {
  errors: readonly GoogleErrorReport[]
  campaignId: string
  campaignType: CampaignType | null
  requestId?: string | null
}

/** What Google refused, at the field it is about, in our words; Google's own are folded under them. */
export function GoogleErrors({ errors, campaignId, campaignType, requestId = null }: GoogleErrorsProps) {
  return (
    <div className={classes.list}>
      {errors.map((error, index) => (
        <Alert key={`${error.code} ${error.path} ${index}`} color="red" variant="light">
          <Text size="sm" fw={560}>
            {error.message}
          </Text>
          {error.fix !== null && error.fix !== '' && <Text size="sm">{error.fix}</Text>}
          {error.path !== null && (
            <Text size="sm" mt={4}>
              <Link
                to="/campaigns/$campaignId/edit"
                params={{ campaignId }}
                search={{ field: error.path }}
                className={classes.link}
              >
                Go to: {pathWords(error.path, campaignType ?? undefined) || 'the campaign'}
              </Link>
            </Text>
          )}
          <div className={classes.fold}>
            <Fold label="What Google said">
              <dl className={classes.facts}>
                <dt>Code</dt>
                <dd>{error.code}</dd>
                {error.googleMessage !== null && (
                  <>
                    <dt>Message</dt>
                    <dd>{error.googleMessage}</dd>
                  </>
                )}
                {requestId !== null && (
                  <>
                    <dt>Request id</dt>
                    <dd>{requestId}</dd>
                  </>
                )}
              </dl>
            </Fold>
          </div>
        </Alert>
      ))}
    </div>
  )
}
