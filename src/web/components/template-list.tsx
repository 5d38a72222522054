import { Button, Group, Text } from '@mantine/core'
import type { InfiniteData, UseInfiniteQueryResult } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { Template } from '../../contract/templates.ts'
import { formatAgo, formatMoment } from '../ui/format.ts'
import { TYPE_LABELS } from '../ui/labels.ts'
import classes from './template-list.module.css'

interface TemplateListProps {
  list: UseInfiniteQueryResult<InfiniteData<{ items: Template[] }>>
  /** What can be done with one. */
  children: (template: Template) => ReactNode
}

/** Templates by name, as far as they are read. */
export function TemplateList({ list, children }: TemplateListProps) {
  const templates = list.data?.pages.flatMap(({ items }) => items) ?? []
  return (
    <>
      <ul className={classes.list}>
        {templates.map((template) => (
          <li key={template.id} className={classes.template}>
            <div className={classes.words}>
              <b>{template.name}</b>
              {template.description !== null && <span>{template.description}</span>}
              <small title={formatMoment(template.createdAt)}>
                {TYPE_LABELS[template.campaignType]} · {sizes(template)} · by {template.createdBy},{' '}
                {formatAgo(template.createdAt)}
              </small>
            </div>
            <div className={classes.acts}>{children(template)}</div>
          </li>
        ))}
      </ul>
      {list.isError && (
        <Group role="alert" gap="sm">
          <Text size="sm" c="var(--mantine-color-error)">
            The templates cannot be read now.
          </Text>
          <Button size="xs" variant="default" onClick={() => void list.refetch()}>
            Try again
          </Button>
        </Group>
      )}
      {list.hasNextPage && (
        <Button
          variant="default"
          mt="sm"
          loading={list.isFetchingNextPage}
          onClick={() => void list.fetchNextPage()}
        >
          Show more
        </Button>
      )}
    </>
  )
}

function sizes({ campaignType, adGroups, ads, images }: Template): string {
  const many = (count: number, noun: string) => `${count} ${noun}${count === 1 ? '' : 's'}`
  const parts =
    campaignType === 'PERFORMANCE_MAX'
      ? [many(adGroups, 'asset group')]
      : [many(adGroups, 'ad group'), many(ads, 'ad')]
  return [...parts, ...(images > 0 ? [many(images, 'image')] : [])].join(', ')
}
