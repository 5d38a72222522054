import { childrenKey, labelNameKey } from '../indexes.ts'
import type { Operation, ResourceRules } from '../mutate/operation.ts'
import { keyOf } from '../resource-name.ts'
import { type Message, subMessage, textOf } from '../schema.ts'
import type { Row } from '../state.ts'
import { characters } from './texts.ts'

const MAX_NAME = 80
const MAX_DESCRIPTION = 200
const MAX_LABELS_PER_CAMPAIGN = 50

export const labelRules: ResourceRules = {
  table: 'label',
  type: 'resources.Label',
  collection: 'labels',
  noun: 'label',
  create(op, data) {
    checkLabel(op, data)
    const key = op.state.newId()
    return { key, data: { ...data, id: key, status: 'ENABLED' } }
  },
  update(op, before, next) {
    checkLabel(op, next, before)
  },
  remove(op, row) {
    for (const link of op.state.lookUp(childrenKey('campaign_label', row.name))) op.state.delete(link.name)
    op.state.put({ ...row, data: { ...row.data, status: 'REMOVED' } })
  },
}

export const campaignLabelRules: ResourceRules = {
  table: 'campaign_label',
  type: 'resources.CampaignLabel',
  collection: 'campaignLabels',
  noun: 'campaign_label',
  composite: true,
  create(op, data) {
    if (!op.require(data, 'campaign', 'campaign') || !op.require(data, 'label', 'label')) return undefined
    const campaign = op.referenced(textOf(data, 'campaign'), 'campaign', 'campaign')
    const label = op.referenced(textOf(data, 'label'), 'label', 'label')
    if (!campaign || !label) return undefined
    if (campaign.data['status'] === 'REMOVED') {
      op.refuse(
        'contextError.OPERATION_NOT_PERMITTED_FOR_REMOVED_RESOURCE',
        'campaign',
        'The campaign is removed.',
        { trigger: campaign.name },
      )
    }
    if (label.data['status'] === 'REMOVED')
      op.refuse('labelError.CANNOT_APPLY_INACTIVE_LABEL', 'label', 'The label is removed.', {
        trigger: label.name,
      })
    const links = op.state.lookUp(childrenKey('campaign_label', campaign.name))
    if (links.some((link) => link.data['label'] === label.name)) {
      op.refuse('campaignError.CAMPAIGN_LABEL_ALREADY_EXISTS', 'label', 'The campaign has this label.', {
        trigger: label.name,
      })
    } else if (links.length >= MAX_LABELS_PER_CAMPAIGN) {
      op.refuse(
        'labelError.EXCEEDED_LABEL_LIMIT_PER_TYPE',
        'label',
        `A campaign has at most ${MAX_LABELS_PER_CAMPAIGN} labels.`,
      )
    }
    return { key: `${keyOf(campaign.name)}~${keyOf(label.name)}`, data }
  },
  remove(op, row) {
    op.state.delete(row.name)
  },
}

function checkLabel(op: Operation, data: Message, before?: Row): void {
  const text = subMessage(data, 'textLabel')
  if (characters(textOf(text, 'description')) > MAX_DESCRIPTION) {
    op.refuse(
      'stringLengthError.TOO_LONG',
      'text_label.description',
      `A description has at most ${MAX_DESCRIPTION} characters.`,
    )
  }
  const colour = textOf(text, 'backgroundColor')
  if (colour !== '' && !/^#(?:[0-9a-f]{3}|[0-9a-f]{6})$/i.test(colour)) {
    op.refuse(
      'stringFormatError.INVALID_FORMAT',
      'text_label.background_color',
      'A colour is written #rgb or #rrggbb.',
      { trigger: colour },
    )
  }
  if (!op.require(data, 'name', 'name')) return
  const name = textOf(data, 'name')
  if (characters(name) > MAX_NAME)
    op.refuse('stringLengthError.TOO_LONG', 'name', `A label's name has at most ${MAX_NAME} characters.`, {
      trigger: name,
    })
  else if (op.state.lookUp(labelNameKey(op.customerId, name)).some((row) => row.name !== before?.name)) {
    op.refuse('labelError.DUPLICATE_NAME', 'name', 'A label with this name exists.', { trigger: name })
  }
}
