import { Box, Center, Paper, Stack, Text, Title } from '@mantine/core'
import type { ReactNode } from 'react'

/** The quiet page around signing in and setting up. */
export function AuthFrame({
  title,
  text,
  children,
}: {
  title: string
  text: ReactNode
  children: ReactNode
}) {
  return (
    <Center component="main" mih="100dvh" p="md" bg="var(--gacm-sunken)">
      <Stack w="100%" maw={400} gap="lg">
        <Stack gap={6} align="center">
          <img src="/favicon.svg" alt="" width={40} height={40} />
          <Title order={1} ta="center">
            {title}
          </Title>
          <Text c="dimmed" ta="center" size="sm" component="div">
            {text}
          </Text>
        </Stack>
        <Paper withBorder p="lg" radius="lg">
          {children}
        </Paper>
        <Box ta="center">
          <Text size="xs" c="dimmed">
            Google Ads Campaign Manager
          </Text>
        </Box>
      </Stack>
    </Center>
  )
}
