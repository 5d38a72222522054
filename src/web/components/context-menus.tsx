import {
  ActionIcon,
  Avatar,
  Button,
  Menu,
  Text,
  useComputedColorScheme,
  useMantineColorScheme,
} from '@mantine/core'
import {
  IconBell,
  IconCheck,
  IconChevronDown,
  IconDeviceDesktop,
  IconFingerprint,
  IconHandStop,
  IconHistory,
  IconKey,
  IconLogout,
  IconMoon,
  IconTrash,
  IconUserCheck,
  IconUsers,
  IconUsersGroup,
} from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { Suspense, useState } from 'react'
import { lazyPart } from '../client/load-part.ts'
import classes from './shell.module.css'
import { reasonOf } from './use-deed.ts'
import { useSession } from './use-session.ts'
import { useSignOut, useSwitchWorkspace } from './use-workspace.ts'

const DemoDataDialog = lazyPart(() => import('./demo-data-dialog.tsx'), 'DemoDataDialog')

const chevron = <IconChevronDown size={13} aria-hidden />
const tick = <IconCheck size={14} aria-hidden />

/** `folds`: to its sign, on a telephone, where another name needs the room. */
export function WorkspaceMenu({ folds }: { folds: boolean }) {
  const { workspace, workspaces, actions } = useSession()
  const [isDeleting, setDeleting] = useState(false)
  const choose = useSwitchWorkspace()
  return (
    <Menu position="bottom-start" width={220}>
      <Menu.Target>
        <Button
          variant="subtle"
          color="gray"
          px={8}
          className={classes.context}
          data-folds={folds || undefined}
          rightSection={chevron}
          aria-label={`Workspace: ${workspace.name}`}
        >
          <IconUsersGroup size={16} className={classes.contextIcon} aria-hidden />
          <span className={classes.contextLabel}>{workspace.name}</span>
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>Workspace</Menu.Label>
        {workspaces.map((each) => (
          <Menu.Item
            key={each.id}
            onClick={() => void choose(each.id)}
            rightSection={each.id === workspace.id && tick}
          >
            {each.name}
            <Text size="xs" c="dimmed">
              {each.demo ? `${each.role} · with demo data` : each.role}
            </Text>
          </Menu.Item>
        ))}
        {workspace.demo && reasonOf(actions, 'deleteDemoData') === null && (
          <>
            <Menu.Divider />
            <Menu.Item leftSection={<IconTrash size={15} aria-hidden />} onClick={() => setDeleting(true)}>
              Delete the demo data
            </Menu.Item>
          </>
        )}
      </Menu.Dropdown>
      {isDeleting && (
        <Suspense fallback={null}>
          <DemoDataDialog onClose={() => setDeleting(false)} />
        </Suspense>
      )}
    </Menu>
  )
}

const SETTINGS = [
  { to: '/settings/members', label: 'Members', icon: IconUsers },
  { to: '/settings/spend', label: 'Spend', icon: IconHandStop },
  { to: '/settings/keys', label: 'API keys', icon: IconKey },
  { to: '/settings/approvals', label: 'Approvals', icon: IconUserCheck },
  { to: '/settings/sessions', label: 'Your sessions and password', icon: IconDeviceDesktop },
  { to: '/audit', label: 'Audit log', icon: IconHistory },
  { to: '/settings/sign-in', label: 'How you sign in', icon: IconFingerprint },
  { to: '/settings/notifications', label: 'What you are told', icon: IconBell },
] as const

export function PersonMenu() {
  const session = useSession()
  const { setColorScheme } = useMantineColorScheme()
  const next = useComputedColorScheme('light') === 'dark' ? 'light' : 'dark'
  const navigate = useNavigate()
  const signOut = useSignOut()
  const initials = session.name
    .split(/\s+/)
    .slice(0, 2)
    .map((word) => word.charAt(0).toUpperCase())
    .join('')
  return (
    <Menu position="bottom-end" width={220}>
      <Menu.Target>
        <ActionIcon
          variant="transparent"
          radius="xl"
          size={28}
          aria-label={`${initials}: signed in as ${session.name}`}
        >
          <Avatar size={26} radius="xl" color="iris" variant="light">
            {initials}
          </Avatar>
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>
          <Text size="sm" fw={600} c="var(--mantine-color-text)">
            {session.name}
          </Text>
          {session.email}
          <br />
          Role: {session.workspace.role}
        </Menu.Label>
        <Menu.Divider />
        {SETTINGS.map(({ to, label, icon: Icon }) => (
          <Menu.Item
            key={to}
            leftSection={<Icon size={15} aria-hidden />}
            onClick={() => void navigate({ to })}
          >
            {label}
          </Menu.Item>
        ))}
        <Menu.Item
          hiddenFrom="xs"
          leftSection={<IconMoon size={15} aria-hidden />}
          onClick={() => setColorScheme(next)}
        >
          Switch to {next} colours
        </Menu.Item>
        <Menu.Divider />
        <Menu.Item leftSection={<IconLogout size={15} aria-hidden />} onClick={() => void signOut()}>
          Sign out
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
