import { childrenKey } from '../indexes.ts'
import type { Operation, ResourceRules } from '../mutate/operation.ts'
import { keyOf } from '../resource-name.ts'
import { type Message, subMessage, textOf } from '../schema.ts'
import type { Row } from '../state.ts'
import { knownAudience } from './audiences.ts'
import { characters } from './texts.ts'

const MAX_THEME = 80
const MAX_THEME_WORDS = 10
const MAX_THEMES = 50

export const assetGroupSignalRules: ResourceRules = {
  table: 'asset_group_signal',
  type: 'resources.AssetGroupSignal',
  collection: 'assetGroupSignals',
  noun: 'asset_group_signal',
  composite: true,
  create(op, data) {
    if (!op.require(data, 'assetGroup', 'asset_group')) return undefined
    const assetGroup = op.referenced(textOf(data, 'assetGroup'), 'asset_group', 'asset_group')
    if (!assetGroup || !checkAlive(op, assetGroup)) return undefined
    const others = op.state.lookUp(childrenKey('asset_group_signal', assetGroup.name))
    const id = signalId(op, data, assetGroup, others)
    return id === undefined ? undefined : { key: `${keyOf(assetGroup.name)}~${id}`, data }
  },
  remove(op, row) {
    op.state.delete(row.name)
  },
}

function checkAlive(op: Operation, assetGroup: Row): boolean {
  if (assetGroup.data['status'] !== 'REMOVED') return true
  op.refuse(
    'contextError.OPERATION_NOT_PERMITTED_FOR_REMOVED_RESOURCE',
    'asset_group',
    'The asset group is removed.',
    { trigger: assetGroup.name },
  )
  return false
}

function signalId(op: Operation, data: Message, assetGroup: Row, others: readonly Row[]): string | undefined {
  const audience = subMessage(data, 'audience')
  if (audience) return audienceId(op, textOf(audience, 'audience'), others)
  const theme = subMessage(data, 'searchTheme')
  if (theme) return themeId(op, textOf(theme, 'text'), assetGroup, others)
  const other = ['localServicesId', 'verticalAdsItemGroupRuleList'].find((field) => data[field] !== undefined)
  if (other === undefined)
    op.refuse('fieldError.REQUIRED', 'signal', 'The signal holds neither an audience nor a search theme.')
  else
    op.refuse(
      'criterionError.CANNOT_ADD_CRITERIA_TYPE',
      'signal',
      'This server offers audiences and search themes.',
    )
  return undefined
}

function audienceId(op: Operation, name: string, others: readonly Row[]): string | undefined {
  const id = knownAudience(op, name, 'audience.audience')
  if (id !== undefined && others.some((row) => row.data['audience'] !== undefined)) {
    const message = 'An asset group has one audience.'
    op.refuse('criterionError.ONE_AUDIENCE_ALLOWED_PER_ASSET_GROUP', 'audience.audience', message, {
      trigger: name,
    })
  }
  return id
}

function themeId(op: Operation, text: string, assetGroup: Row, others: readonly Row[]): string | undefined {
  const field = 'search_theme.text'
  const themes = others.flatMap((row) => textOf(subMessage(row.data, 'searchTheme'), 'text') || [])
  const refuse = (code: Parameters<Operation['refuse']>[0], message: string): undefined => {
    op.refuse(code, field, message, { trigger: text })
    return undefined
  }
  if (text.trim() === '') return refuse('fieldError.REQUIRED', 'A search theme needs text.')
  if (characters(text) > MAX_THEME)
    return refuse('stringLengthError.TOO_LONG', `A search theme has at most ${MAX_THEME} characters.`)
  if (text.trim().split(/\s+/).length > MAX_THEME_WORDS)
    return refuse(
      'assetGroupSignalError.TOO_MANY_WORDS',
      `A search theme has at most ${MAX_THEME_WORDS} words.`,
    )
  if (themes.some((other) => other.toLowerCase() === text.toLowerCase()))
    return refuse('mutateError.RESOURCE_ALREADY_EXISTS', 'The asset group has this search theme already.')
  if (themes.length >= MAX_THEMES) {
    const enclosing = { enclosingId: keyOf(assetGroup.name), enclosingResource: 'ASSET_GROUP' }
    const resourceCountDetails = { ...enclosing, limit: MAX_THEMES, existingCount: themes.length }
    const message = `An asset group has at most ${MAX_THEMES} search themes.`
    op.refuse('resourceCountLimitExceededError.RESOURCE_LIMIT', field, message, {
      trigger: text,
      details: { resourceCountDetails },
    })
  }
  return op.state.newId()
}
