import { Button, Skeleton, Stack, Text } from '@mantine/core'
import type { UseQueryResult } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { wordsOf } from '../client/problem-words.ts'
import classes from './settings.module.css'

interface Props<Data, Item> {
  query: UseQueryResult<Data>
  itemsOf: (data: Data) => readonly Item[]
  /** Said where there is none. */
  empty: string
  children: (item: Item) => ReactNode
}

/** A list that is read from the server: on its way, failed, empty, or there. */
export function SettingsList<Data, Item>({ query, itemsOf, empty, children }: Props<Data, Item>) {
  if (query.isPending) {
    return (
      <Stack gap={8} aria-busy="true">
        <Skeleton h={52} radius="lg" />
        <Skeleton h={52} radius="lg" />
      </Stack>
    )
  }
  if (query.isError) {
    return (
      <div role="alert">
        <Text size="sm">{wordsOf(query.error).detail}</Text>
        <Button variant="default" mt="xs" onClick={() => void query.refetch()}>
          Try again
        </Button>
      </div>
    )
  }
  const items = itemsOf(query.data)
  if (items.length === 0) {
    return (
      <Text size="sm" c="dimmed">
        {empty}
      </Text>
    )
  }
  return <ul className={classes.list}>{items.map(children)}</ul>
}

/** One line of such a list. */
export function SettingsRow({
  title,
  facts,
  children,
}: {
  title: ReactNode
  facts: ReactNode
  children?: ReactNode
}) {
  return (
    <li className={classes.row}>
      <div className={classes.words}>
        {title}
        <div className={classes.facts}>{facts}</div>
      </div>
      <div className={classes.aside}>{children}</div>
    </li>
  )
}
