import { routes } from '../contract/routes.ts'
import { createApiKeyAs, listApiKeysAs, revokeApiKeyAs } from '../domain/api-keys.ts'
import { acceptInvitation } from '../domain/accept-invitation.ts'
import { invite, listInvitations, openInvitation, revokeInvitation } from '../domain/invitations.ts'
import { assertMayLetIn } from '../domain/fresh.ts'
import { deleteDemoData } from '../domain/demo-data.ts'
import { changeMember, endMemberSessions, listMembers, removeMember } from '../domain/members.ts'
import { createPasswordReset, resetPassword } from '../domain/password-reset.ts'
import { requireSecondFactor, resetSecondFactor } from '../domain/second-factor-policy.ts'
import { asJson, endpoint } from './endpoint.ts'
import { admitted, senderOf, tokenOf } from './session.ts'

/** Members, and the workspace itself. */
export const memberEndpoints = {
  deleteDemoData: endpoint(routes.deleteDemoData, ({ ctx, actor, body }) =>
    deleteDemoData(ctx, actor, body.name),
  ),
  listMembers: endpoint(routes.listMembers, ({ ctx, actor, caller, workspace }) =>
    listMembers(ctx, actor, caller, workspace.secondFactorRequired),
  ),
  changeMember: endpoint(
    routes.changeMember,
    ({ ctx, actor, caller, params, ifMatch, body }) =>
      changeMember(ctx, actor, params.id, { ...body, version: ifMatch }, caller),
    (member) => ({ ...asJson(member), headers: { etag: `"${member.version}"` } }),
  ),
  removeMember: endpoint(routes.removeMember, ({ ctx, actor, params }) =>
    removeMember(ctx, actor, params.id),
  ),
  endMemberSessions: endpoint(routes.endMemberSessions, ({ ctx, actor, params }) =>
    endMemberSessions(ctx, actor, params.id),
  ),
  resetSecondFactor: endpoint(routes.resetSecondFactor, ({ ctx, actor, caller, params }) =>
    resetSecondFactor(ctx, { actor, caller }, params.id),
  ),
  createPasswordReset: endpoint(routes.createPasswordReset, ({ ctx, actor, caller, params }) =>
    createPasswordReset(ctx, { actor, caller }, params.id),
  ),
  resetPassword: endpoint(routes.resetPassword, ({ ctx, body, request }) =>
    resetPassword(ctx, body, request.id),
  ),
  requireSecondFactor: endpoint(routes.requireSecondFactor, ({ ctx, actor, caller, body }) =>
    requireSecondFactor(ctx, { actor, caller }, body.secondFactorRequired),
  ),
}

/** Invitations and API keys. `cookie` is the session's name. */
export const peopleEndpoints = (cookie: string) => ({
  listInvitations: endpoint(routes.listInvitations, ({ ctx, actor }) => listInvitations(ctx, actor)),
  invite: endpoint(
    routes.invite,
    async ({ ctx, actor, caller, body }) => {
      assertMayLetIn(caller)
      return await invite(ctx, actor, body)
    },
    (made) => ({ ...asJson(made), headers: { location: '/api/v1/invitations' } }),
  ),
  revokeInvitation: endpoint(routes.revokeInvitation, ({ ctx, actor, params }) =>
    revokeInvitation(ctx, actor, params.id),
  ),
  openInvitation: endpoint(routes.openInvitation, ({ ctx, body }) => openInvitation(ctx, body.token)),
  acceptInvitation: endpoint(
    routes.acceptInvitation,
    ({ ctx, body, request }) =>
      acceptInvitation(ctx, body, {
        ...senderOf(request, cookie),
        requestId: request.id,
        replaces: tokenOf(request, cookie),
      }),
    admitted,
  ),
  listApiKeys: endpoint(routes.listApiKeys, ({ ctx, actor, caller }) => listApiKeysAs(ctx, actor, caller)),
  createApiKey: endpoint(
    routes.createApiKey,
    async ({ ctx, actor, caller, body }) => {
      assertMayLetIn(caller)
      return await createApiKeyAs(ctx, actor, body)
    },
    (made) => ({ ...asJson(made), headers: { location: '/api/v1/api-keys' } }),
  ),
  revokeApiKey: endpoint(routes.revokeApiKey, ({ ctx, actor, params }) =>
    revokeApiKeyAs(ctx, actor, params.id),
  ),
})
