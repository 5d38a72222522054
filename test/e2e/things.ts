import { generateKeyPairSync } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Campaign } from '../../src/contract/campaign.ts'
import type { Call } from './api.ts'
import type { Things } from './pages.ts'

interface Making {
  api: Call
  /** A campaign in which nothing is left to settle. */
  complete: (name: string) => Promise<Campaign>
  /** The address of the program. */
  origin: string
}

/** Makes one of everything that a page of the route table is about. */
export async function makeThings({ api, complete, origin }: Making): Promise<Things> {
  const draft = await complete('Draft')
  const published = await complete('Published')
  const { publicationId } = await api<{ publicationId: string }>('POST', `/campaigns/${published.id}/publish`)
  const state = async () => (await api<Campaign>('GET', `/campaigns/${published.id}`)).lastPublication?.state
  await reaches('SUCCEEDED', state)
  const { workspace } = await api<{ workspace: { name: string } }>('GET', '/session')
  const { id: stopId } = await api<{ id: string }>('POST', '/stops', { name: workspace.name })
  await api('POST', `/stops/${stopId}/restore`)
  const stopState = async () => (await api<{ state: string }>('GET', `/stops/${stopId}`)).state
  await reaches('OVER', stopState)
  const batched = await complete('Batched')
  const { id: batchId } = await api<{ id: string }>('POST', '/publish-batches', {
    campaigns: [{ id: batched.id }],
  })
  const { hash: planHash } = await api<{ hash: string }>('GET', `/campaigns/${draft.id}/plan`)
  const asking = `/campaigns/${draft.id}/approval-requests`
  const { id: approvalId } = await api<{ id: string }>('POST', asking, { planHash })
  const { path: review } = await api<{ path: string }>('POST', `/approvals/${approvalId}/links`, {
    name: 'Dora Client',
  })
  // What is asked about together needs an approval: for a moment the policy asks for one.
  await api('POST', '/approval-policies', { number: 0, approvals: 1 })
  const together = await complete('Together')
  const { hash } = await api<{ hash: string }>('GET', `/campaigns/${together.id}/plan`)
  const { group } = await api<{ group: { id: string } }>('POST', '/approval-groups', {
    campaigns: [{ id: together.id, planHash: hash }],
  })
  await api('POST', '/approval-policies', { number: 1, approvals: 0 })
  const { link } = await api<{ link: string }>('POST', '/invitations', {
    email: 'new@example.com',
    role: 'editor',
  })
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const keyFile = JSON.stringify({
    type: 'service_account',
    client_email: 'robot@project.example',
    private_key: privateKey.export({ type: 'pkcs8', format: 'pem' }),
  })
  const { id: connectionId } = await api<{ id: string }>('POST', '/google-connections/service-account', {
    name: 'Robot',
    keyFile,
  })
  const invited = new URL(link, origin)
  return {
    draftId: draft.id,
    publishedId: published.id,
    publicationId,
    batchId,
    stopId,
    invitation: invited.pathname + invited.hash,
    approvalId,
    groupId: group.id,
    review,
    connectionId,
  }
}

const PATIENCE_MS = 170_000

async function reaches(wanted: string, ask: () => Promise<string | undefined>): Promise<void> {
  for (const deadline = Date.now() + PATIENCE_MS; Date.now() < deadline; await sleep(100))
    if ((await ask()) === wanted) return
  throw new Error(`It is ${await ask()}, and not ${wanted}.`)
}
