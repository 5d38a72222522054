import { ActionIcon, Button, Group, Menu, SegmentedControl, Text } from '@mantine/core'
import { IconCopy, IconDots, IconPlus, IconTrash } from '@tabler/icons-react'
import classes from './ad-groups-section.module.css'

export interface Act {
  label: string
  run: () => void
  disabled?: boolean
}

interface SiblingBarProps {
  label: string
  names: readonly string[]
  chosen: number
  onChoose: (index: number) => void
  /** One way to add another, or several to choose from. */
  add: Act | { label: string; disabled: boolean; choices: readonly (Act & { hint: string })[] }
  copy?: Act | null
  remove: Act | null
}

/** The switch between siblings, and what can be done to them. */
export function SiblingBar({ label, names, chosen, onChoose, add, copy = null, remove }: SiblingBarProps) {
  return (
    <Group justify="space-between" gap="xs" className={classes.bar}>
      {names.length > 1 ? (
        <div className={classes.switch}>
          <SegmentedControl
            aria-label={label}
            size="xs"
            data={names.map((name, index) => ({ value: String(index), label: name }))}
            value={String(chosen)}
            onChange={(value) => onChoose(Number(value))}
          />
        </div>
      ) : (
        <Text size="sm" c="dimmed">
          {names[0] ?? `No ${label.toLowerCase()}`}
        </Text>
      )}
      <Group gap={4}>
        <AddButton add={add} />
        {(copy ?? remove) !== null && (
          <Menu position="bottom-end">
            <Menu.Target>
              <ActionIcon
                variant="subtle"
                color="gray"
                size={24}
                aria-label={`More for ${label.toLowerCase()}`}
              >
                <IconDots size={15} />
              </ActionIcon>
            </Menu.Target>
            <Menu.Dropdown>
              {copy !== null && (
                <Menu.Item leftSection={<IconCopy size={14} aria-hidden />} onClick={copy.run}>
                  {copy.label}
                </Menu.Item>
              )}
              {remove !== null && (
                <Menu.Item leftSection={<IconTrash size={14} aria-hidden />} onClick={remove.run}>
                  {remove.label}
                </Menu.Item>
              )}
            </Menu.Dropdown>
          </Menu>
        )}
      </Group>
    </Group>
  )
}

function AddButton({ add }: Pick<SiblingBarProps, 'add'>) {
  const shared = {
    variant: 'subtle',
    size: 'compact-xs',
    leftSection: <IconPlus size={13} aria-hidden />,
    disabled: add.disabled === true,
  } as const
  if ('run' in add) {
    return (
      <Button {...shared} onClick={add.run}>
        {add.label}
      </Button>
    )
  }
  return (
    <Menu position="bottom-end" width={280}>
      <Menu.Target>
        <Button {...shared}>{add.label}</Button>
      </Menu.Target>
      <Menu.Dropdown>
        {add.choices.map(({ label, hint, run }) => (
          <Menu.Item key={label} onClick={run}>
            {label}
            <Text component="span" size="xs" c="dimmed" display="block">
              {hint}
            </Text>
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
