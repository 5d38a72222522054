import { Anchor, Text } from '@mantine/core'
import { Suspense, useState } from 'react'
import { lazyPart } from '../client/load-part.ts'
import { useForm } from './form-context.tsx'
import type { UrlBuilderProps } from './url-builder.tsx'

const UrlBuilder = lazyPart(() => import('./url-builder.tsx'), 'UrlBuilder')

const LABELS = { suffix: 'Build the suffix', template: 'Build the template' }

/** Opens the builder of parameters for a field that stands above it. */
export function UrlBuilderButton({
  kind,
  text,
  onUse,
}: Pick<UrlBuilderProps, 'kind' | 'onUse'> & { text: string | null }) {
  const { document } = useForm()
  const [isOpen, setOpen] = useState(false)
  const finalUrl = document.adGroups[0]?.ads[0]?.finalUrl ?? null
  return (
    <Text size="xs" mt={-8}>
      <Anchor component="button" type="button" size="xs" onClick={() => setOpen(true)}>
        {LABELS[kind]} from UTM parameters
      </Anchor>
      {isOpen && (
        <Suspense fallback={null}>
          <UrlBuilder
            kind={kind}
            text={text ?? ''}
            campaignType={document.campaignType}
            finalUrl={finalUrl === '' ? null : finalUrl}
            onUse={onUse}
            onClose={() => setOpen(false)}
          />
        </Suspense>
      )}
    </Text>
  )
}
