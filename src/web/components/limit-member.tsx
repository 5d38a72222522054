import { Alert, Button, Group, Modal } from '@mantine/core'
import { IconBuildingBank } from '@tabler/icons-react'
import { type FormEvent, useState } from 'react'
import type { AskedLimits, Member } from '../../contract/people.ts'
import { call, etagOf } from '../client/call.ts'
import { isLostRace, lineOf } from '../client/problem-words.ts'
import { useFocusBack } from '../ui/use-focus-back.ts'
import { ActionIconButton } from './action-button.tsx'
import { LimitChoice } from './limit-choice.tsx'
import { reasonOf, useDeed } from './use-deed.ts'

/** Opens the choice of the accounts in which a member may do something. */
export function LimitButton({ member }: { member: Member }) {
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <ActionIconButton
        label={`Accounts of ${member.name}`}
        icon={<IconBuildingBank size={16} />}
        reason={reasonOf(member.actions, 'limit')}
        onClick={() => setOpen(true)}
      />
      {isOpen && <LimitDialog member={member} onClose={() => setOpen(false)} />}
    </>
  )
}

function LimitDialog({ member, onClose }: { member: Member; onClose: () => void }) {
  const { id, name, accounts } = member
  useFocusBack()
  const { doIt, isBusy } = useDeed()
  // The list behind is read again now and then. What is chosen here was chosen by what was seen first.
  const [version, setVersion] = useState(member.version)
  const [meanwhile, setMeanwhile] = useState<string | null>(null)
  const [limits, setLimits] = useState<AskedLimits>(
    () => accounts?.map(({ accountId, role }) => ({ accountId, role })) ?? null,
  )
  const save = (event: FormEvent) => {
    event.preventDefault()
    doIt({
      run: () =>
        call('changeMember', { params: { id }, body: { accounts: limits }, ifMatch: etagOf(version) }),
      done: `The accounts of ${name} are changed.`,
      after: onClose,
      refused: (error) => {
        if (!isLostRace(error)) return false
        setMeanwhile(lineOf(error))
        setVersion(Number(error.problem?.['currentVersion']))
        return true
      },
    })
  }
  return (
    <Modal opened onClose={onClose} title={`Where may ${name} change things?`}>
      <form onSubmit={save}>
        <LimitChoice value={limits} onChange={setLimits} reason={null} />
        {meanwhile !== null && (
          <Alert role="alert" color="yellow" mt="md">
            {meanwhile} What you chose is above: save it to put it in the place of that.
          </Alert>
        )}
        <Group justify="flex-end" gap="xs" mt="lg">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" loading={isBusy}>
            Save
          </Button>
        </Group>
      </form>
    </Modal>
  )
}
