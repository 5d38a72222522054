import { IconDotsVertical, IconMenu2, IconSearch, IconWorld } from '@tabler/icons-react'
import type { Ad } from '../../contract/campaign-parts.ts'
import { searchCombinationAt } from './ad-combinations.ts'
import type { SurfaceContext } from './ad-places.ts'
import common from './ad-surfaces.module.css'
import classes from './ad-surfaces-search.module.css'

interface Result {
  title: string
  text: string
  address: string
}

const PLACEHOLDERS = {
  headlines: ['Headline 1', 'Headline 2', 'Headline 3'],
  descriptions: ['Your description'],
}

function resultOf(ad: Ad, step: number, site: string, paths: readonly string[], most: number): Result {
  const { headlines, descriptions } = searchCombinationAt(ad, step)
  const shown = headlines.length === 0 ? PLACEHOLDERS.headlines : headlines
  return {
    title: shown.slice(0, most).join(' | '),
    text: (descriptions.length === 0 ? PLACEHOLDERS.descriptions : descriptions).map(withStop).join(' '),
    address: [site, ...paths].join(' › '),
  }
}

/** Google puts two descriptions one after the other, as sentences. */
const withStop = (text: string): string => (/[.!?…]$/.test(text.trim()) ? text.trim() : `${text.trim()}.`)

/** The first result on a phone: the title over up to three lines, the text over three. */
export function SearchPhoneAd({ ad, step, site, paths }: SurfaceContext) {
  const { title, text, address } = resultOf(ad, step, site, paths, 3)
  return (
    <div className={`${common.surface} ${classes.phone}`}>
      <SearchBar />
      <div className={classes.result}>
        <b className={classes.sponsored}>Sponsored</b>
        <Site site={site} address={address} />
        <div className={classes.title} data-lines="3">
          {title}
        </div>
        <div className={classes.text} data-lines="4">
          {text}
        </div>
      </div>
      <Organic />
    </div>
  )
}

/** On a wide screen the title has one line, and what is too long for it ends in dots. */
export function SearchDesktopAd({ ad, step, site, paths }: SurfaceContext) {
  const { title, text, address } = resultOf(ad, step, site, paths, 3)
  return (
    <div className={`${common.surface} ${classes.desktop}`}>
      <SearchBar />
      <div className={classes.result}>
        <b className={classes.sponsored}>Sponsored</b>
        <Site site={site} address={address} />
        <div className={classes.title} data-lines="1">
          {title}
        </div>
        <div className={classes.text} data-lines="2">
          {text}
        </div>
      </div>
      <Organic />
      <Organic />
    </div>
  )
}

function SearchBar() {
  return (
    <div className={classes.searchBar} aria-hidden>
      <IconMenu2 size={13} />
      <span />
      <IconSearch size={13} />
    </div>
  )
}

function Site({ site, address }: { site: string; address: string }) {
  return (
    <div className={classes.site}>
      <span className={classes.icon}>
        <IconWorld size={13} aria-hidden />
      </span>
      <span className={classes.siteWords}>
        <span>{site.replace(/^www\./, '')}</span>
        <small>https://{address}</small>
      </span>
      <IconDotsVertical size={13} aria-hidden />
    </div>
  )
}

/** What stands below, without words: the ad is not alone on the page. */
function Organic() {
  return (
    <div className={classes.organic} aria-hidden>
      <span />
      <span />
      <span />
    </div>
  )
}
