import { Alert, Button, Group, SegmentedControl, Text } from '@mantine/core'
import { IconAlertCircle } from '@tabler/icons-react'
import { useMemo, useState } from 'react'
import { usePlaces } from '../components/use-places.ts'
import { fieldLabel } from '../ui/part-labels.ts'
import { clashWords } from './clash-words.ts'
import type { DraftField } from './draft.ts'
import classes from './editor-header.module.css'
import type { Editor, SaveState } from './use-editor.ts'

interface EditClashProps {
  state: Extract<SaveState, { kind: 'clash' }>
  editor: Editor
  currencyCode: string
  onGo: (path: string) => void
}

/** Both people's words side by side; nothing is lost until somebody chooses, for each field or for all of them. */
export function EditClash({ state, editor, currencyCode, onGo }: EditClashProps) {
  const { fields } = state
  const sides = useMemo(() => [editor.document, state.theirs], [editor.document, state.theirs])
  const places = usePlaces(editor.document.accountId, sides)
  const [theirs, setTheirs] = useState<ReadonlySet<DraftField>>(new Set())
  const choose = (field: DraftField, isTheirs: boolean): void => {
    const next = new Set(theirs)
    if (isTheirs) next.add(field)
    else next.delete(field)
    setTheirs(next)
  }
  // The buttons go with the question: the keys belong to what was asked about.
  const resolve = (chosen: readonly DraftField[]): void => {
    editor.resolve(chosen)
    onGo(fields[0] ?? '')
  }
  const isMixed = theirs.size > 0 && theirs.size < fields.length
  return (
    <Alert
      color="orange"
      variant="light"
      title="Somebody else saved meanwhile"
      icon={<IconAlertCircle size={18} />}
      mt="xs"
    >
      <Text size="sm" mb="xs">
        Their other edits are in already. You both changed {fields.length === 1 ? 'this' : 'these'}:
      </Text>
      <dl className={classes.clash}>
        {fields.map((field) => {
          const words = clashWords(field, {
            mine: editor.document,
            theirs: state.theirs,
            currencyCode,
            places,
          })
          return (
            <div key={field}>
              <dt>
                <Group gap="sm">
                  {fieldLabel(field)}
                  {fields.length > 1 && (
                    <SegmentedControl
                      size="xs"
                      aria-label={`Whose ${fieldLabel(field)}`}
                      data={['Mine', 'Theirs']}
                      value={theirs.has(field) ? 'Theirs' : 'Mine'}
                      onChange={(value) => choose(field, value === 'Theirs')}
                    />
                  )}
                </Group>
              </dt>
              <dd>
                <b>Yours:</b> {words.mine}
              </dd>
              <dd>
                <b>Theirs:</b> {words.theirs}
              </dd>
            </div>
          )
        })}
      </dl>
      <Group gap="xs" mt="sm">
        {isMixed ? (
          <Button onClick={() => resolve([...theirs])}>Save what is chosen</Button>
        ) : (
          <>
            <Button onClick={() => resolve([])}>Keep mine</Button>
            <Button variant="default" onClick={() => resolve(fields)}>
              Take theirs
            </Button>
          </>
        )}
      </Group>
    </Alert>
  )
}

/** The way back to what was given up for somebody else's words. */
export function GivenUp({ fields, onTakeBack }: { fields: readonly DraftField[]; onTakeBack: () => void }) {
  return (
    <Group gap="xs" mt="xs" role="status">
      <Text size="sm">Theirs is taken: {fields.map((field) => fieldLabel(field)).join(', ')}.</Text>
      <Button size="compact-sm" variant="light" onClick={onTakeBack}>
        Bring mine back
      </Button>
    </Group>
  )
}
