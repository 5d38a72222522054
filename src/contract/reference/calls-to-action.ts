import type { CallToAction } from '../words.ts'

/** The English text of each call to action, which is also what `callToActionText` of a Demand Gen image ad takes. */
export const CALL_TO_ACTION_TEXT: Record<CallToAction, string> = {
  LEARN_MORE: 'Learn more',
  GET_QUOTE: 'Get quote',
  APPLY_NOW: 'Apply now',
  SIGN_UP: 'Sign up',
  CONTACT_US: 'Contact us',
  SUBSCRIBE: 'Subscribe',
  DOWNLOAD: 'Download',
  BOOK_NOW: 'Book now',
  SHOP_NOW: 'Shop now',
  BUY_NOW: 'Buy now',
  DONATE_NOW: 'Donate now',
  ORDER_NOW: 'Order now',
  PLAY_NOW: 'Play now',
  SEE_MORE: 'See more',
  START_NOW: 'Start now',
  VISIT_SITE: 'Visit site',
  WATCH_NOW: 'Watch now',
}
