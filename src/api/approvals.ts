import { routes } from '../contract/routes.ts'
import { approveGroup, askForGroup, readApprovalGroup } from '../domain/approval-groups.ts'
import { listApprovalPolicies, setApprovalPolicy } from '../domain/approval-policies.ts'
import {
  approve,
  cancelApproval,
  commentOnApproval,
  countApprovals,
  listApprovals,
  readApproval,
  readApprovalStanding,
  resolveComment,
  wantChanges,
} from '../domain/approvals.ts'
import { askForApproval } from '../domain/ask-approval.ts'
import {
  approveReview,
  commentOnReview,
  copyReviewLink,
  createReviewLink,
  openReview,
  readReviewImage,
  revokeReviewLink,
} from '../domain/reviews.ts'
import { asJson, endpoint, type Payload } from './endpoint.ts'

/** Who has to agree, who agreed to exactly what, and the doors for clients. */
export const approvalEndpoints = {
  listApprovalPolicies: endpoint(routes.listApprovalPolicies, ({ ctx, actor }) =>
    listApprovalPolicies(ctx, actor),
  ),
  setApprovalPolicy: endpoint(routes.setApprovalPolicy, ({ ctx, actor, body }) =>
    setApprovalPolicy(ctx, actor, body),
  ),
  readApprovalStanding: endpoint(routes.readApprovalStanding, ({ ctx, actor, params }) =>
    readApprovalStanding(ctx, actor, params.id),
  ),
  askForApproval: endpoint(
    routes.askForApproval,
    ({ ctx, actor, params, body }) => askForApproval(ctx, actor, params.id, body),
    located,
  ),
  askForGroup: endpoint(
    routes.askForGroup,
    ({ ctx, actor, body }) => askForGroup(ctx, actor, body),
    (made) => ({ ...asJson(made), headers: { location: `/api/v1/approval-groups/${made.group.id}` } }),
  ),
  readApprovalGroup: endpoint(routes.readApprovalGroup, ({ ctx, actor, params }) =>
    readApprovalGroup(ctx, actor, params.id),
  ),
  approveGroup: endpoint(routes.approveGroup, ({ ctx, actor, params, body }) =>
    approveGroup(ctx, actor, params.id, body),
  ),
  listApprovals: endpoint(routes.listApprovals, ({ ctx, actor, query }) => listApprovals(ctx, actor, query)),
  countApprovals: endpoint(routes.countApprovals, ({ ctx, actor }) => countApprovals(ctx, actor)),
  readApproval: endpoint(routes.readApproval, ({ ctx, actor, params }) =>
    readApproval(ctx, actor, params.id),
  ),
  approve: endpoint(routes.approve, ({ ctx, actor, params, body }) =>
    approve(ctx, actor, params.id, body.planHash),
  ),
  wantChanges: endpoint(routes.wantChanges, ({ ctx, actor, params, body }) =>
    wantChanges(ctx, actor, params.id, body),
  ),
  cancelApproval: endpoint(routes.cancelApproval, ({ ctx, actor, params }) =>
    cancelApproval(ctx, actor, params.id),
  ),
  commentOnApproval: endpoint(
    routes.commentOnApproval,
    ({ ctx, actor, params, body }) => commentOnApproval(ctx, actor, params.id, body),
    located,
  ),
  resolveApprovalComment: endpoint(routes.resolveApprovalComment, ({ ctx, actor, params, body }) =>
    resolveComment(ctx, actor, params.id, body),
  ),
  createReviewLink: endpoint(
    routes.createReviewLink,
    ({ ctx, actor, params, body }) => createReviewLink(ctx, actor, params.id, body),
    (made) => ({ ...asJson(made), headers: { location: `/api/v1/review-links/${made.link.id}` } }),
  ),
  copyReviewLink: endpoint(routes.copyReviewLink, ({ ctx, actor, params }) =>
    copyReviewLink(ctx, actor, params.id),
  ),
  revokeReviewLink: endpoint(routes.revokeReviewLink, ({ ctx, actor, params }) =>
    revokeReviewLink(ctx, actor, params.id),
  ),
  openReview: endpoint(routes.openReview, ({ ctx, body }) => openReview(ctx, body.token)),
  readReviewImage: endpoint(routes.readReviewImage, ({ ctx, body }) =>
    readReviewImage(ctx, body.token, body.assetId),
  ),
  commentOnReview: endpoint(routes.commentOnReview, ({ ctx, body, request }) =>
    commentOnReview(ctx, body.token, body, request.id),
  ),
  approveReview: endpoint(routes.approveReview, ({ ctx, body, request }) =>
    approveReview(ctx, body.token, body.planHash, request.id),
  ),
}

function located(made: { id: string }): Payload {
  return { ...asJson(made), headers: { location: `/api/v1/approvals/${made.id}` } }
}
