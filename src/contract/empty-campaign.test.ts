import { expect, it } from 'vitest'
import { campaignDocumentSchema } from './campaign.ts'
import { documentOf } from './empty-campaign.ts'
import { sampleDocument } from './rules/sample-document.ts'

it('the document of a campaign has the fields of its schema, in their order, and nothing else', () => {
  const campaign = { ...sampleDocument(), id: 'not of the document' }
  expect(Object.keys(documentOf(campaign))).toEqual(Object.keys(campaignDocumentSchema.shape))
})
