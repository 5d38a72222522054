import {
  ActionIcon,
  AppShell,
  Badge,
  Burger,
  Group,
  Tooltip,
  UnstyledButton,
  VisuallyHidden,
} from '@mantine/core'
import { useDisclosure, useHotkeys } from '@mantine/hooks'
import {
  IconBuildingBank,
  IconChartLine,
  IconKeyboard,
  IconPhoto,
  IconSearch,
  IconSpeakerphone,
  IconStack2,
  IconTemplate,
  IconUserCheck,
} from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link, Outlet, useNavigate, useRouterState } from '@tanstack/react-router'
import { Suspense, useState } from 'react'
import { approvalCountQuery } from '../client/approval-queries.ts'
import { lazyPart } from '../client/load-part.ts'
import { EmulatorBadge } from '../ui/emulator-badge.tsx'
import { Keys } from '../ui/keys.tsx'
import { useKeySequences } from '../ui/use-key-sequences.ts'
import { AccountMenu, useChosenAccounts, useKeptAccounts } from './account-menu.tsx'
import { ConnectionBar } from './connection-bar.tsx'
import { PersonMenu, WorkspaceMenu } from './context-menus.tsx'
import { NotificationBell } from './notification-bell.tsx'
import { SchemeToggle } from './scheme-toggle.tsx'
import classes from './shell.module.css'
import { useFocusOnArrival } from './use-focus-on-arrival.ts'
import { useSession } from './use-session.ts'

const StopBanner = lazyPart(() => import('./stop-banner.tsx'), 'StopBanner')
const Palette = lazyPart(() => import('./palette.tsx'), 'Palette')
const Shortcuts = lazyPart(() => import('./shortcuts.tsx'), 'Shortcuts')

const PAGES = [
  { to: '/campaigns', label: 'Campaigns', icon: IconSpeakerphone, keys: 'g c' },
  { to: '/dashboard', label: 'Dashboard', icon: IconChartLine, keys: 'g h' },
  { to: '/batches', label: 'Batches', icon: IconStack2, keys: 'g b' },
  { to: '/approvals', label: 'Approvals', icon: IconUserCheck, keys: 'g r' },
  { to: '/images', label: 'Images', icon: IconPhoto, keys: 'g i' },
  { to: '/templates', label: 'Templates', icon: IconTemplate, keys: 'g t' },
  { to: '/accounts', label: 'Accounts', icon: IconBuildingBank, keys: 'g a' },
] as const

export function Shell() {
  const session = useSession()
  const navigate = useNavigate()
  const [navOpen, nav] = useDisclosure(false)
  const [paletteCalls, setPaletteCalls] = useState(0)
  const [helpOpen, help] = useDisclosure(false)
  const openPalette = () => setPaletteCalls((calls) => calls + 1)

  const kept = useKeptAccounts()
  const chosen = useChosenAccounts(kept)
  const searchTo = (to: string) => searchWithin(kept, to)
  useFocusOnArrival()
  useHotkeys([['mod+K', openPalette]], [])
  useKeySequences({
    c: () => void navigate({ to: '/campaigns/new' }),
    '/': () => focusSearch() || openPalette(),
    '?': help.open,
    'g c': () => void navigate({ to: '/campaigns', search: searchTo('/campaigns') }),
    'g d': () => void navigate({ to: '/campaigns', search: { ...searchTo('/campaigns'), status: 'DRAFT' } }),
    'g h': () => void navigate({ to: '/dashboard', search: searchTo('/dashboard') }),
    'g b': () => void navigate({ to: '/batches' }),
    'g r': () => void navigate({ to: '/approvals' }),
    'g i': () => void navigate({ to: '/images' }),
    'g t': () => void navigate({ to: '/templates' }),
    'g a': () => void navigate({ to: '/accounts' }),
    'g n': () => void navigate({ to: '/notifications' }),
  })

  return (
    <AppShell
      layout="alt"
      header={{ height: 48 }}
      navbar={{ width: 208, breakpoint: 'sm', collapsed: { mobile: !navOpen } }}
      transitionDuration={120}
    >
      <a className="skip-link" href="#main">
        Skip to the content
      </a>
      <AppShell.Header className={classes.header}>
        <Group h="100%" px="sm" gap="xs" wrap="nowrap" justify="space-between">
          <Group gap={6} wrap="nowrap" miw={0}>
            <Burger opened={navOpen} onClick={nav.toggle} hiddenFrom="sm" size="sm" aria-label="Menu" />
            <WorkspaceMenu folds={chosen.length > 0} />
            <AccountMenu chosen={chosen} />
            {session.emulator && <EmulatorBadge folds />}
          </Group>
          <Group gap={6} wrap="nowrap">
            <UnstyledButton className={classes.find} onClick={openPalette} visibleFrom="md">
              <IconSearch size={14} aria-hidden />
              <span>Search or do anything</span>
              <Keys of="Ctrl K" />
            </UnstyledButton>
            <ActionIcon
              variant="subtle"
              color="gray"
              hiddenFrom="md"
              aria-label="Search or do anything"
              onClick={openPalette}
            >
              <IconSearch size={17} />
            </ActionIcon>
            <Tooltip label="Keyboard shortcuts (?)">
              <ActionIcon
                variant="subtle"
                color="gray"
                visibleFrom="sm"
                aria-label="Keyboard shortcuts"
                onClick={help.open}
              >
                <IconKeyboard size={17} />
              </ActionIcon>
            </Tooltip>
            <NotificationBell />
            <SchemeToggle />
            <PersonMenu />
          </Group>
        </Group>
      </AppShell.Header>
      <AppShell.Navbar className={classes.navbar} aria-label="Main">
        <Group justify="space-between" wrap="nowrap" pr="xs">
          <div className={classes.brand}>
            <img src="/favicon.svg" alt="" width={22} height={22} loading="lazy" />
            Campaign Manager
          </div>
          <Burger
            opened={navOpen}
            onClick={nav.toggle}
            hiddenFrom="sm"
            size="sm"
            aria-label="Close the menu"
          />
        </Group>
        <PageLinks searchTo={searchTo} onGo={nav.close} />
      </AppShell.Navbar>
      <AppShell.Main className={classes.main} id="main" tabIndex={-1}>
        <Suspense fallback={null}>
          <StopBanner />
        </Suspense>
        <Outlet />
      </AppShell.Main>
      <ConnectionBar />
      <Suspense fallback={<VisuallyHidden>Loading</VisuallyHidden>}>
        {paletteCalls > 0 && <Palette calls={paletteCalls} onHelp={help.open} />}
        {helpOpen && <Shortcuts onClose={help.close} />}
      </Suspense>
    </AppShell>
  )
}

/** A dashboard is of one account, or of all. */
function searchWithin(accounts: string, to: string): { account?: string } {
  const takes = to === '/campaigns' || (to === '/dashboard' && !accounts.includes(','))
  return takes && accounts !== '' ? { account: accounts } : {}
}

interface PageLinksProps {
  /** What a page's address takes along. */
  searchTo: (to: string) => { account?: string }
  onGo: () => void
}

function PageLinks({ searchTo, onGo }: PageLinksProps) {
  // A publication is a campaign's.
  const isPublication = useRouterState({
    select: ({ location }) => location.pathname.startsWith('/publications/'),
  })
  return (
    <nav aria-label="Pages" style={{ padding: '4px 8px', display: 'grid', gap: 2 }}>
      {PAGES.map(({ to, label, icon: Icon, keys }) => (
        <Link
          key={to}
          to={to}
          search={searchTo(to)}
          activeOptions={{ includeSearch: false }}
          className={classes.link}
          {...(to === '/campaigns' && isPublication ? { 'data-status': 'active' } : {})}
          onClick={onGo}
        >
          <Icon size={17} stroke={1.7} aria-hidden />
          {label}
          {to === '/approvals' && <WaitingCount />}
          <span className={classes.keys} aria-hidden>
            <Keys of={keys} />
          </span>
        </Link>
      ))}
    </nav>
  )
}

/** How many requests wait for whoever is here. */
function WaitingCount() {
  const waiting = useQuery(approvalCountQuery).data?.waiting ?? 0
  if (waiting === 0) return null
  return (
    <Badge size="sm" variant="light" aria-label={`${waiting} for you`}>
      {waiting >= 100 ? '99+' : waiting}
    </Badge>
  )
}

/** Puts the caret into the page's search box, where it has one. */
function focusSearch(): boolean {
  const box = document.querySelector<HTMLInputElement>('input[type="search"]')
  box?.focus()
  box?.select()
  return box !== null
}
