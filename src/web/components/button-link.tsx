import type { ButtonProps } from '@mantine/core'
import { Button } from '@mantine/core'
import { createLink } from '@tanstack/react-router'
import type { Ref } from 'react'

function AnchorButton({ ref, ...props }: ButtonProps & { ref?: Ref<HTMLAnchorElement> }) {
  return <Button component="a" ref={ref} {...props} />
}

/** A button that is a link of the router: it opens in a new tab like any other. */
export const ButtonLink = createLink(AnchorButton)
