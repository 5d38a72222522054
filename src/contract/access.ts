import { mayNotAnywhere, type Rights, rolesOf, roleMay } from './actions.ts'
import type { RouteName } from './routes.ts'
import { ROLES, type Role } from './words.ts'

/**
 * Who may call a route at all. The server asks before it reads a byte of the body; what depends on the thing itself (its state,
 * whose it is) is asked by the domain.
 */
export type Access =
  | 'anyone'
  | {
      readonly roles: readonly Role[]
      /**
       * What it is about belongs to an account: whoever is limited to accounts is let in where one of their roles there is
       * among these, and the domain asks for the account. Without it, the role in the workspace counts.
       */
      readonly inAccount?: true
      /** An API key is refused. */
      readonly peopleOnly?: true
      /** Also for who has still to set up the second factor that the workspace asks for. */
      readonly beforeSecondFactor?: true
      /** Some of them are refused all the same, by the thing that they ask for. */
      readonly byThing?: true
    }

const MEMBERS: Access = { roles: ROLES }
/** What people do about themselves. */
const ONESELF: Access = { roles: ROLES, peopleOnly: true, beforeSecondFactor: true }
const PEOPLE: Access = { roles: ROLES, peopleOnly: true }
const SOME_MEMBERS: Access = { roles: ROLES, byThing: true }
/** Of what belongs to the workspace and to no account: images, templates. */
const EDITORS: Access = { roles: ROLES.filter((role) => roleMay(role, 'edit')) }
const CAMPAIGN_EDITORS: Access = { ...EDITORS, inAccount: true }
const DELETERS: Access = {
  roles: ROLES.filter((role) => roleMay(role, 'delete') || roleMay(role, 'archive')),
  inAccount: true,
}
const ARCHIVERS: Access = { roles: ROLES.filter((role) => roleMay(role, 'unarchive')), inAccount: true }
const PUBLISHERS: Access = { roles: ROLES.filter((role) => roleMay(role, 'publish')), inAccount: true }
const ADMINS: Access = { roles: ['admin'] }
/** An approval is a person's. Whose it may not be, because it is their own work, the request says. */
const APPROVERS: Access = { roles: ['approver', 'admin'], peopleOnly: true, inAccount: true }

/** One line for every route. A route without one does not compile, and a test calls each as everybody who may and who may not. */
export const ACCESS: Readonly<Record<RouteName | 'readAssetContent', Access>> = {
  setUp: 'anyone',
  signIn: 'anyone',
  openInvitation: 'anyone',
  acceptInvitation: 'anyone',
  resetPassword: 'anyone',
  readWaysIn: 'anyone',
  beginProviderSignIn: 'anyone',
  finishProviderSignIn: 'anyone',
  readSecondFactor: 'anyone',
  answerSecondFactor: 'anyone',
  beginPasskeySignIn: 'anyone',
  finishPasskeySignIn: 'anyone',
  beginPasskeyFactor: 'anyone',
  finishPasskeyFactor: 'anyone',

  openReview: 'anyone',
  readReviewImage: 'anyone',
  commentOnReview: 'anyone',
  approveReview: 'anyone',

  readSession: { roles: ROLES, beforeSecondFactor: true },
  signOut: { roles: ROLES, beforeSecondFactor: true },
  listSessions: MEMBERS,
  endSession: PEOPLE,
  endOtherSessions: MEMBERS,
  changePassword: PEOPLE,
  listSignInMethods: ONESELF,
  unlinkIdentity: ONESELF,
  setPassword: ONESELF,
  beginPasskey: ONESELF,
  addPasskey: ONESELF,
  renamePasskey: ONESELF,
  removePasskey: ONESELF,
  beginTotp: ONESELF,
  confirmTotp: ONESELF,
  removeTotp: ONESELF,
  renewRecoveryCodes: ONESELF,
  readFirstSteps: MEMBERS,
  changeFirstSteps: MEMBERS,
  listNotifications: PEOPLE,
  readNotification: PEOPLE,
  readNotifications: PEOPLE,
  readNotificationPreferences: PEOPLE,
  changeNotificationPreferences: PEOPLE,

  listMembers: MEMBERS,
  changeMember: ADMINS,
  // Everybody may leave.
  removeMember: SOME_MEMBERS,
  endMemberSessions: ADMINS,
  createPasswordReset: { roles: ['admin'], peopleOnly: true },
  resetSecondFactor: { roles: ['admin'], peopleOnly: true },
  requireSecondFactor: { roles: ['admin'], peopleOnly: true },
  listInvitations: MEMBERS,
  invite: ADMINS,
  revokeInvitation: ADMINS,
  listApiKeys: MEMBERS,
  createApiKey: ADMINS,
  revokeApiKey: ADMINS,
  deleteDemoData: ADMINS,
  listAudit: ADMINS,
  exportAudit: ADMINS,

  listAccounts: MEMBERS,
  listReachableAccounts: ADMINS,
  connectAccount: ADMINS,
  listConnections: MEMBERS,
  // Only a person can agree at Google.
  authorizeConnection: { roles: ['admin'], peopleOnly: true },
  finishAuthorization: { roles: ['admin'], peopleOnly: true },
  addServiceAccount: ADMINS,
  editConnection: ADMINS,
  checkConnection: ADMINS,
  listConnectionAccounts: ADMINS,
  disconnect: ADMINS,
  listAudiences: MEMBERS,
  listLocations: MEMBERS,

  listCampaigns: MEMBERS,
  countCampaigns: MEMBERS,
  totalCampaigns: MEMBERS,
  checkCampaignName: MEMBERS,
  createCampaign: CAMPAIGN_EDITORS,
  readCampaign: MEMBERS,
  editCampaign: CAMPAIGN_EDITORS,
  deleteCampaign: DELETERS,
  unarchiveCampaign: ARCHIVERS,
  duplicateCampaign: CAMPAIGN_EDITORS,
  editCampaigns: CAMPAIGN_EDITORS,
  replaceTexts: CAMPAIGN_EDITORS,
  listCampaignEdits: MEMBERS,
  undoCampaignEdit: CAMPAIGN_EDITORS,
  listRevisions: MEMBERS,
  readRevision: MEMBERS,
  readRevisionChanges: MEMBERS,
  undoRevision: CAMPAIGN_EDITORS,
  restoreRevision: CAMPAIGN_EDITORS,
  readCampaignAsOf: MEMBERS,
  // Of the views, everybody keeps their own.
  listSavedViews: MEMBERS,
  createSavedView: SOME_MEMBERS,
  editSavedView: SOME_MEMBERS,
  deleteSavedView: SOME_MEMBERS,

  listTemplates: MEMBERS,
  readTemplate: MEMBERS,
  createTemplate: EDITORS,
  editTemplate: EDITORS,
  deleteTemplate: EDITORS,
  createFromTemplate: CAMPAIGN_EDITORS,

  listApprovalPolicies: MEMBERS,
  setApprovalPolicy: ADMINS,
  readApprovalStanding: MEMBERS,
  askForApproval: CAMPAIGN_EDITORS,
  askForGroup: CAMPAIGN_EDITORS,
  readApprovalGroup: MEMBERS,
  approveGroup: APPROVERS,
  listApprovals: MEMBERS,
  countApprovals: MEMBERS,
  readApproval: MEMBERS,
  approve: APPROVERS,
  wantChanges: APPROVERS,
  cancelApproval: CAMPAIGN_EDITORS,
  commentOnApproval: MEMBERS,
  resolveApprovalComment: MEMBERS,
  createReviewLink: CAMPAIGN_EDITORS,
  // Not one by which somebody else's approval would be theirs.
  copyReviewLink: { ...CAMPAIGN_EDITORS, byThing: true },
  revokeReviewLink: CAMPAIGN_EDITORS,

  preflightCampaign: MEMBERS,
  planCampaign: MEMBERS,
  publishCampaign: PUBLISHERS,
  pauseCampaign: PUBLISHERS,
  resumeCampaign: PUBLISHERS,
  protectCampaign: ADMINS,
  unprotectCampaign: ADMINS,
  syncCampaign: MEMBERS,
  readDrift: MEMBERS,
  listPublications: MEMBERS,
  readPublication: MEMBERS,
  retryPublication: PUBLISHERS,
  abandonPublication: PUBLISHERS,
  readQuota: MEMBERS,
  listSpend: MEMBERS,
  setSpendCaps: ADMINS,
  recountSpend: ADMINS,
  createStop: PUBLISHERS,
  previewStop: MEMBERS,
  listStops: MEMBERS,
  readStop: MEMBERS,
  listStopItems: MEMBERS,
  retryStop: PUBLISHERS,
  restoreStop: PUBLISHERS,
  planBatch: MEMBERS,
  createBatch: PUBLISHERS,
  listBatches: MEMBERS,
  readBatch: MEMBERS,
  listBatchItems: MEMBERS,
  retryBatch: PUBLISHERS,
  cancelBatch: PUBLISHERS,
  resumeBatch: PUBLISHERS,
  readMetrics: MEMBERS,
  readCampaignMetrics: MEMBERS,
  listMarks: MEMBERS,
  listCampaignMarks: MEMBERS,
  listTopCampaigns: MEMBERS,
  listAttention: MEMBERS,

  listAssets: MEMBERS,
  createAsset: EDITORS,
  cropAsset: EDITORS,
  readAsset: MEMBERS,
  readAssetUses: MEMBERS,
  removeAsset: EDITORS,
  readAssetContent: MEMBERS,
}

/** Why this caller may not call a route; null where they may. */
export function barrier(access: Access, caller: Rights & { apiKey: boolean }): string | null {
  if (access === 'anyone') return null
  if (access.peopleOnly && caller.apiKey)
    return 'This is for people who have signed in: an API key cannot do it.'
  const roles = access.inAccount ? rolesOf(caller) : [caller.role]
  if (roles.some((role) => access.roles.includes(role))) return null
  if (access.inAccount) return mayNotAnywhere(caller, 'do this')
  const ask = access.roles.length === 1 && access.roles[0] === 'admin' ? ' Ask an administrator.' : ''
  return `Your role (${caller.role}) may not do this.${ask}`
}
