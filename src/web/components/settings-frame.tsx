import { useDocumentTitle } from '@mantine/hooks'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { PageHeader } from '../ui/page-header.tsx'
import classes from './settings.module.css'

const PAGES = [
  { to: '/settings/members', label: 'Members' },
  { to: '/settings/spend', label: 'Spend' },
  { to: '/settings/keys', label: 'API keys' },
  { to: '/settings/approvals', label: 'Approvals' },
  { to: '/settings/sessions', label: 'Your sessions' },
  { to: '/audit', label: 'Audit log' },
  { to: '/settings/sign-in', label: 'How you sign in' },
  { to: '/settings/notifications', label: 'What you are told' },
] as const

/** What the pages of the settings have around them. */
export function SettingsFrame({
  title,
  under,
  children,
}: {
  title: string
  under: string
  children: ReactNode
}) {
  useDocumentTitle(title)
  return (
    <div className={classes.page}>
      <nav className={classes.tabs} aria-label="Settings">
        {PAGES.map(({ to, label }) => (
          <Link key={to} to={to} className={classes.tab}>
            {label}
          </Link>
        ))}
      </nav>
      <PageHeader title={title} under={under} />
      {children}
    </div>
  )
}
