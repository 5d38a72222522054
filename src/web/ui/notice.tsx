import { Box, Center, Stack, Text } from '@mantine/core'
import type { ReactNode } from 'react'

interface NoticeProps {
  title: string
  text?: ReactNode
  icon?: ReactNode
  action?: ReactNode
  foot?: string | undefined
  tone?: 'calm' | 'bad'
}

/** The middle of an empty or failed page: one sentence, one action. */
export function Notice({ title, text, icon, action, foot, tone = 'calm' }: NoticeProps) {
  return (
    <Center py={72} px="md" role={tone === 'bad' ? 'alert' : undefined}>
      <Stack align="center" gap="sm" maw={440}>
        {icon !== undefined && <Box c="dimmed">{icon}</Box>}
        <Text fw={600} size="lg" ta="center">
          {title}
        </Text>
        {text !== undefined && (
          <Text c="dimmed" ta="center" component="div">
            {text}
          </Text>
        )}
        {action}
        {foot !== undefined && (
          <Text c="dimmed" size="xs" ff="monospace">
            {foot}
          </Text>
        )}
      </Stack>
    </Center>
  )
}
