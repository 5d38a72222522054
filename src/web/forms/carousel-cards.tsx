import { ActionIcon, Button, Group, Select, Text } from '@mantine/core'
import { IconArrowDown, IconArrowUp, IconPlus, IconX } from '@tabler/icons-react'
import { useEffect, useRef, useState } from 'react'
import type { Ad, AdCard } from '../../contract/campaign-parts.ts'
import { CALL_TO_ACTION_TEXT } from '../../contract/reference/calls-to-action.ts'
import type { ImageField } from '../../contract/words.ts'
import { CALLS_TO_ACTION } from '../../contract/words.ts'
import { Section } from '../ui/section.tsx'
import { CARDS } from './ad-shapes.ts'
import { CardImage, type CardImageProperty, withCardImages } from './card-images.tsx'
import classes from './carousel-cards.module.css'
import { Advice, TextField } from './fields.tsx'
import { useField } from './form-context.tsx'
import { useImagePicker } from './image-picker.tsx'
import { moved } from './text-lines.ts'
import { useRemoval } from './use-removal.ts'

const EMPTY_CARD: AdCard = {
  headline: '',
  callToAction: null,
  marketingImage: null,
  squareMarketingImage: null,
  portraitMarketingImage: null,
}

const FIELD_OF: Record<CardImageProperty, ImageField> = {
  marketingImage: 'MARKETING_IMAGE',
  squareMarketingImage: 'SQUARE_MARKETING_IMAGE',
  portraitMarketingImage: 'PORTRAIT_MARKETING_IMAGE',
}

interface CarouselCardsProps {
  ad: Ad
  path: string
  onChange: (edit: (ad: Ad) => Ad) => void
}

/** The cards of a carousel ad, in the order in which people swipe through them. */
export function CarouselCards({ ad, path, onChange }: CarouselCardsProps) {
  const { error, advice, 'data-field': field } = useField(`${path}.cards`)
  const root = useRef<HTMLDivElement>(null)
  const next = useRef<number | null>(null)
  const [wanted, setWanted] = useState<{ index: number; property: CardImageProperty } | null>(null)
  useEffect(() => {
    if (next.current === null) return
    root.current
      ?.querySelector<HTMLElement>(`[data-field="${path}.cards[${next.current}].headline"]`)
      ?.focus()
    next.current = null
  })
  const setCards = (edit: (cards: readonly AdCard[]) => AdCard[]) =>
    onChange((before) => ({ ...before, cards: edit(before.cards) }))
  const setCard = (index: number, edit: Partial<AdCard>) =>
    setCards((cards) => cards.map((card, at) => (at === index ? { ...card, ...edit } : card)))
  const move = (index: number, by: -1 | 1) => {
    next.current = index + by
    setCards((cards) => moved(cards, index, index + by))
  }
  const takeOut = useRemoval(ad.cards, (cards) => setCards(() => cards))
  const { open, dialog, intake } = useImagePicker({
    label: 'Add images of cards',
    takesPaste: true,
    onPicked: (assets, to) => {
      const [asset] = assets
      if (to !== 'any' && wanted !== null && asset !== undefined)
        setCard(wanted.index, { [wanted.property]: asset.id })
      else setCards((cards) => withCardImages(cards, assets, CARDS.max))
    },
  })
  return (
    <Section
      id="cards"
      title="Cards"
      text="Each card has its own image. All cards need images of the same shapes, and no image twice."
    >
      {intake}
      <div ref={root} className={classes.cards} data-field={field} tabIndex={-1}>
        {ad.cards.map((card, index) => (
          <Card
            // A card has no id of its own: its place is what it is.
            key={index}
            path={`${path}.cards[${index}]`}
            number={index + 1}
            count={ad.cards.length}
            card={card}
            onEdit={(edit) => setCard(index, edit)}
            onMove={(by) => move(index, by)}
            onRemove={() => {
              next.current = Math.max(0, index - 1)
              takeOut(index, `Card ${index + 1}`)
            }}
            onImage={(property) => {
              setWanted({ index, property })
              open(FIELD_OF[property])
            }}
          />
        ))}
      </div>
      {error !== undefined && (
        <Text size="xs" c="var(--mantine-color-error)">
          {error}
        </Text>
      )}
      <Advice text={advice} />
      <Group justify="space-between" gap="xs">
        <Button
          variant="subtle"
          size="compact-xs"
          leftSection={<IconPlus size={13} aria-hidden />}
          disabled={ad.cards.length >= CARDS.max}
          onClick={() => {
            next.current = ad.cards.length
            setCards((cards) => [...cards, EMPTY_CARD])
          }}
        >
          Add card
        </Button>
        <Text size="xs" c="dimmed" className="tabular">
          {ad.cards.length} of {CARDS.min}–{CARDS.max}
        </Text>
      </Group>
      {dialog}
    </Section>
  )
}

interface CardProps {
  path: string
  number: number
  count: number
  card: AdCard
  onEdit: (edit: Partial<AdCard>) => void
  onMove: (by: -1 | 1) => void
  onRemove: () => void
  onImage: (property: CardImageProperty) => void
}

function Card({ path, number, count, card, onEdit, onMove, onRemove, onImage }: CardProps) {
  const { error, advice: _, ...callToAction } = useField(`${path}.callToAction`)
  const own = useField(path)
  const tools = [
    { label: `Move card ${number} up`, Icon: IconArrowUp, disabled: number === 1, run: () => onMove(-1) },
    {
      label: `Move card ${number} down`,
      Icon: IconArrowDown,
      disabled: number === count,
      run: () => onMove(1),
    },
    { label: `Remove card ${number}`, Icon: IconX, disabled: false, run: onRemove },
  ]
  return (
    <div role="group" aria-label={`Card ${number}`} className={classes.card} data-field={own['data-field']}>
      <div className={classes.head}>
        <b>Card {number}</b>
        <Group gap={0} wrap="nowrap">
          {tools.map(({ label, Icon, disabled, run }) => (
            <ActionIcon
              key={label}
              variant="subtle"
              color="gray"
              size={26}
              aria-label={label}
              disabled={disabled}
              onClick={run}
            >
              <Icon size={14} />
            </ActionIcon>
          ))}
        </Group>
      </div>
      <div className={classes.body}>
        <div className={classes.images}>
          {(Object.keys(FIELD_OF) as CardImageProperty[]).map((property) => (
            <CardImage
              key={property}
              path={`${path}.${property}`}
              field={FIELD_OF[property]}
              number={number}
              id={card[property]}
              onOpen={() => onImage(property)}
              onClear={() => onEdit({ [property]: null })}
            />
          ))}
        </div>
        <div className={classes.words}>
          <TextField
            path={`${path}.headline`}
            label={`Headline of card ${number}`}
            width={CARDS.width}
            value={card.headline}
            onChange={(headline) => onEdit({ headline: headline ?? '' })}
          />
          <Select
            {...callToAction}
            error={error}
            label={`Call to action of card ${number}`}
            placeholder="Google chooses"
            clearable
            searchable
            data={CALLS_TO_ACTION.map((value) => ({ value, label: CALL_TO_ACTION_TEXT[value] }))}
            value={card.callToAction}
            onChange={(value) =>
              onEdit({ callToAction: CALLS_TO_ACTION.find((each) => each === value) ?? null })
            }
          />
          {own.error !== undefined && (
            <Text size="xs" c="var(--mantine-color-error)">
              {own.error}
            </Text>
          )}
          <Advice text={own.advice} />
        </div>
      </div>
    </div>
  )
}
