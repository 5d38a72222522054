import { Anchor, Button, Center, Group, Skeleton, Stack, Text, Title } from '@mantine/core'
import { IconMapPinOff } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { isMissing, wordsOf } from '../client/problem-words.ts'
import { Notice } from '../ui/notice.tsx'

/** A page that could not be shown: what happened, and one thing to do. */
export function PageError({ error, reset }: { error: unknown; reset?: () => void }) {
  if (isMissing(error)) return <PageMissing />
  const words = wordsOf(error)
  return (
    <Notice
      tone="bad"
      title={words.title}
      text={words.detail}
      foot={words.requestId === null ? undefined : `Request ${words.requestId}`}
      action={
        <Button variant="default" onClick={() => (reset === undefined ? window.location.reload() : reset())}>
          Try again
        </Button>
      }
    />
  )
}

export function PageMissing({ isWholePage = false }: { isWholePage?: boolean }) {
  return (
    <Center py={96} px="md" component={isWholePage ? 'main' : 'div'}>
      <Stack align="center" gap="xs" maw={420}>
        <IconMapPinOff size={28} stroke={1.5} aria-hidden color="var(--mantine-color-dimmed)" />
        <Title order={1}>There is nothing here</Title>
        <Text c="dimmed" ta="center">
          It may have been deleted, or it belongs to another workspace.
        </Text>
        <Anchor component={Link} to="/campaigns">
          All campaigns
        </Anchor>
      </Stack>
    </Center>
  )
}

export function PagePending() {
  return (
    <Stack p="lg" gap="md" aria-busy="true">
      <h1 className="visually-hidden">Loading</h1>
      <Group justify="space-between">
        <Skeleton h={26} w={260} />
        <Skeleton h={30} w={140} />
      </Group>
      <Skeleton h={120} />
      <Skeleton h={220} />
    </Stack>
  )
}
