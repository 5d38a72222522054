import type { QueryClient } from '@tanstack/react-query'
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  Outlet,
  redirect,
} from '@tanstack/react-router'
import { askForList } from './ask-ahead.ts'
import { ApiError } from './client/call.ts'
import type { AuditSearch } from './client/audit-query.ts'
import { loadSession } from './client/load-session.ts'
import { accountsQuery } from './client/queries.ts'
import { PageError, PageMissing, PagePending } from './components/page-state.tsx'
import { Shell } from './components/shell.tsx'
import { openingView } from './opening-view.ts'
import { pageOf } from './page-of.ts'
import { CampaignsPage } from './pages/campaigns-page.tsx'
import {
  campaignSearch,
  campaignsSearch,
  compact,
  dashboardSearch,
  deedSearch,
  newCampaignSearch,
  type Search,
  text,
} from './ui/route-search.ts'

interface RouterContext {
  queries: QueryClient
}

const rootRoute = createRootRouteWithContext<RouterContext>()({
  component: Outlet,
  notFoundComponent: () => <PageMissing isWholePage />,
  errorComponent: PageError,
})

const setUpRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/setup',
  component: pageOf(() => import('./pages/set-up-page.tsx'), 'SetUpPage'),
})

const signInRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/sign-in',
  validateSearch: (search: Search): { next?: string } => compact({ next: text(search['next']) }),
  component: pageOf(() => import('./pages/sign-in-page.tsx'), 'SignInPage'),
})

const providerReturnRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/sign-in/return',
  validateSearch: (search: Search): { code?: string; state?: string; iss?: string; error?: string } =>
    compact({
      code: text(search['code']),
      state: text(search['state']),
      iss: text(search['iss']),
      error: text(search['error']),
    }),
  component: pageOf(() => import('./pages/provider-return-page.tsx'), 'ProviderReturnPage'),
})

const secondFactorRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/sign-in/code',
  validateSearch: (search: Search): { next?: string } => compact({ next: text(search['next']) }),
  component: pageOf(() => import('./pages/second-factor-page.tsx'), 'SecondFactorPage'),
})

const secondFactorNeededRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/sign-in/set-up',
  validateSearch: (search: Search): { next?: string } => compact({ next: text(search['next']) }),
  component: pageOf(() => import('./pages/second-factor-needed-page.tsx'), 'SecondFactorNeededPage'),
})

const inviteRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/invite',
  component: pageOf(() => import('./pages/invite-page.tsx'), 'InvitePage'),
})

const resetPasswordRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/reset-password',
  validateSearch: (search: Search): { token?: string } => compact({ token: text(search['token']) }),
  component: pageOf(() => import('./pages/reset-password-page.tsx'), 'ResetPasswordPage'),
})

const appRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: 'app',
  component: Shell,
  loader: async ({ context, location }) => {
    try {
      const session = await loadSession(context.queries)
      if (session.secondFactorNeeded)
        throw redirect({ to: '/sign-in/set-up', search: { next: location.href } })
      await context.queries.ensureQueryData(accountsQuery)
    } catch (error) {
      if (error instanceof ApiError && error.status === 401) {
        throw redirect({ to: '/sign-in', search: location.pathname === '/' ? {} : { next: location.href } })
      }
      throw error
    }
  },
  staleTime: 60_000,
})

const homeRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/',
  beforeLoad: () => {
    throw redirect({ to: '/campaigns', replace: true })
  },
})

const campaignsRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/campaigns',
  validateSearch: campaignsSearch,
  beforeLoad: async ({ cause, context, preload, search }) => {
    if (cause === 'stay') askForList(context.queries, search)
    const view = cause === 'enter' && !preload ? await openingView(context.queries, search) : undefined
    if (view !== undefined) throw redirect({ to: '/campaigns', search: view, replace: true })
  },
  component: CampaignsPage,
})

const dashboardRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/dashboard',
  validateSearch: dashboardSearch,
  component: pageOf(() => import('./pages/dashboard-page.tsx'), 'DashboardPage'),
})

const newCampaignRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/campaigns/new',
  validateSearch: newCampaignSearch,
  component: pageOf(() => import('./pages/campaign-new-page.tsx'), 'CampaignNewPage'),
})

const campaignRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/campaigns/$campaignId',
  validateSearch: campaignSearch,
  component: pageOf(() => import('./pages/campaign-page.tsx'), 'CampaignPage'),
})

const editRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/campaigns/$campaignId/edit',
  validateSearch: (search: Search): { field?: string } => compact({ field: text(search['field']) }),
  component: pageOf(() => import('./pages/campaign-edit-page.tsx'), 'CampaignEditPage'),
})

const planRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/campaigns/$campaignId/plan',
  validateSearch: deedSearch('ask'),
  component: pageOf(() => import('./pages/plan-page.tsx'), 'PlanPage'),
})

const publicationRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/publications/$publicationId',
  component: pageOf(() => import('./pages/publication-page.tsx'), 'PublicationPage'),
})

const batchesRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/batches',
  component: pageOf(() => import('./pages/batches-page.tsx'), 'BatchesPage'),
})

const batchPlanRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/batches/new',
  component: pageOf(() => import('./pages/batch-plan-page.tsx'), 'BatchPlanPage'),
})

const batchRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/batches/$batchId',
  component: pageOf(() => import('./pages/batch-page.tsx'), 'BatchPage'),
})

const stopRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/stops/$stopId',
  component: pageOf(() => import('./pages/stop-page.tsx'), 'StopPage'),
})

const imagesRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/images',
  component: pageOf(() => import('./pages/images-page.tsx'), 'ImagesPage'),
})

const templatesRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/templates',
  component: pageOf(() => import('./pages/templates-page.tsx'), 'TemplatesPage'),
})

const accountsRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/accounts',
  component: pageOf(() => import('./pages/accounts-page.tsx'), 'AccountsPage'),
})

const connectRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/connect',
  component: pageOf(() => import('./pages/connect-page.tsx'), 'ConnectPage'),
})

const connectCallbackRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/connect/callback',
  validateSearch: (search: Search): { state?: string; code?: string; error?: string } =>
    compact({ state: text(search['state']), code: text(search['code']), error: text(search['error']) }),
  component: pageOf(() => import('./pages/connect-callback-page.tsx'), 'ConnectCallbackPage'),
})

const connectionRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/connect/$connectionId',
  component: pageOf(() => import('./pages/connection-page.tsx'), 'ConnectionPage'),
})

const settingsRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/settings',
  beforeLoad: () => {
    throw redirect({ to: '/settings/members', replace: true })
  },
})

const membersRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/settings/members',
  component: pageOf(() => import('./pages/members-page.tsx'), 'MembersPage'),
})

const spendRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/settings/spend',
  validateSearch: deedSearch('stop'),
  component: pageOf(() => import('./pages/spend-page.tsx'), 'SpendPage'),
})

const keysRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/settings/keys',
  component: pageOf(() => import('./pages/keys-page.tsx'), 'KeysPage'),
})

const sessionsRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/settings/sessions',
  component: pageOf(() => import('./pages/sessions-page.tsx'), 'SessionsPage'),
})

const signInMethodsRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/settings/sign-in',
  component: pageOf(() => import('./pages/sign-in-methods-page.tsx'), 'SignInMethodsPage'),
})

const notificationsRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/notifications',
  validateSearch: (search: Search): { unread?: boolean } =>
    compact({ unread: search['unread'] === true ? true : undefined }),
  component: pageOf(() => import('./pages/notifications-page.tsx'), 'NotificationsPage'),
})

const notificationSettingsRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/settings/notifications',
  component: pageOf(() => import('./pages/notification-settings-page.tsx'), 'NotificationSettingsPage'),
})

const reviewRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/review',
  component: pageOf(() => import('./pages/review-page.tsx'), 'ReviewPage'),
})

const approvalsRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/approvals',
  component: pageOf(() => import('./pages/approvals-page.tsx'), 'ApprovalsPage'),
})

const approvalRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/approvals/$approvalId',
  component: pageOf(() => import('./pages/approval-page.tsx'), 'ApprovalPage'),
})

const approvalGroupRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/approval-groups/$groupId',
  component: pageOf(() => import('./pages/approval-group-page.tsx'), 'ApprovalGroupPage'),
})

const approvalPolicyRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/settings/approvals',
  component: pageOf(() => import('./pages/approval-policy-page.tsx'), 'ApprovalPolicyPage'),
})

const auditRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/audit',
  validateSearch: (search: Search): AuditSearch =>
    compact({
      actor: text(search['actor']),
      action: text(search['action']),
      door: text(search['door']),
      entityId: text(search['entityId']),
      requestId: text(search['requestId']),
      from: text(search['from']),
      to: text(search['to']),
    }),
  component: pageOf(() => import('./pages/audit-page.tsx'), 'AuditPage'),
})

const routeTree = rootRoute.addChildren([
  setUpRoute,
  signInRoute,
  providerReturnRoute,
  secondFactorRoute,
  secondFactorNeededRoute,
  inviteRoute,
  resetPasswordRoute,
  reviewRoute,
  appRoute.addChildren([
    homeRoute,
    campaignsRoute,
    dashboardRoute,
    newCampaignRoute,
    campaignRoute,
    editRoute,
    planRoute,
    publicationRoute,
    approvalsRoute,
    approvalRoute,
    approvalGroupRoute,
    approvalPolicyRoute,
    batchesRoute,
    batchPlanRoute,
    batchRoute,
    stopRoute,
    imagesRoute,
    templatesRoute,
    accountsRoute,
    connectRoute,
    connectCallbackRoute,
    connectionRoute,
    settingsRoute,
    membersRoute,
    spendRoute,
    keysRoute,
    sessionsRoute,
    auditRoute,
    signInMethodsRoute,
    notificationsRoute,
    notificationSettingsRoute,
  ]),
])

export function makeRouter(queries: QueryClient) {
  return createRouter({
    routeTree,
    context: { queries },
    defaultPreload: 'intent',
    defaultPendingComponent: PagePending,
    defaultErrorComponent: PageError,
    defaultNotFoundComponent: () => <PageMissing isWholePage />,
    defaultPendingMs: 150,
    scrollRestoration: true,
  })
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof makeRouter>
  }
}
