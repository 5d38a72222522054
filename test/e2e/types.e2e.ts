import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { Campaign } from '../../src/contract/campaign.ts'
import { image } from '../campaigns.ts'
import { begin, button, checks, fromLibrary, paste, readByName, saveDraft, saved, section } from './editor.ts'
import { hasFocus, tabTo } from './keys.ts'
import { isFitForAll, PERSON, setStage, shown, type Stage, until } from './stage.ts'

// A campaign of every type: chosen first, written in its own form, kept as it was written.

vi.setConfig({ testTimeout: 300_000 })
let stage: Stage

beforeAll(async () => {
  stage = await setStage()
}, 120_000)

afterAll(async () => await stage.close())

describe('the type of a new campaign', () => {
  it('is chosen first, with what each is for, and Video is said to be impossible', async () => {
    const page = await stage.open('/campaigns')
    await page.getByRole('link', { name: 'New campaign' }).first().click()
    await shown(page.getByRole('heading', { name: 'New campaign', level: 1 }))
    for (const type of ['Demand Gen', 'Search', 'Performance Max', 'Display'])
      await shown(page.getByRole('link', { name: new RegExp(`^${type}\\b.*Needs`) }))
    await shown(page.getByText('Google’s API cannot create Video campaigns.'))
    await shown(page.getByText('The type and the account cannot be changed once the draft is saved.'))
    await isFitForAll(page, 'new-type')
    await page.getByRole('link', { name: 'Demand Gen for YouTube' }).click()
    await shown(page.getByRole('heading', { name: 'New Demand Gen campaign' }))
    await page.goBack()
    await page.getByRole('link', { name: /^Search\b/ }).click()
    await shown(page.getByRole('heading', { name: 'New Search campaign' }))
    expect(new URL(page.url()).searchParams.get('type')).toBe('SEARCH')
    await page.getByRole('link', { name: 'Choose another' }).click()
    await shown(page.getByRole('heading', { name: 'New campaign', level: 1 }))
    await page.context().close()
  })

  it('keeps words that another type’s form has kept for the next sign-in out of its own', async () => {
    const page = await stage.open('/campaigns/new?type=SEARCH')
    await page.getByLabel('Campaign name').fill('Words of Search')
    await page.context().clearCookies()
    const signIn = shown(page.getByRole('heading', { name: 'Sign in' }))
    // The bell may have found out before.
    await Promise.race([button(page, 'Save draft').click(), signIn])
    await signIn
    const kept = await page.evaluate(() => Object.keys(window.sessionStorage))
    const ofWords = kept.filter((key) => key.startsWith('gacm.words.'))
    expect(ofWords, 'of this person, by type').toEqual([expect.stringMatching(/\.tess@.*\.new\.SEARCH$/)])
    await page.context().close()
  })

  it('keeps them too where the page itself finds that the session has ended, and nobody has saved', async () => {
    const page = await stage.open('/campaigns/new?type=DISPLAY')
    await page.getByLabel('Campaign name').fill('Words of Display')
    await page.context().clearCookies()
    // The bell looks for news.
    await shown(page.getByRole('heading', { name: 'Sign in' }))
    await page.getByLabel('E-mail').fill(PERSON.email)
    await page.getByLabel('Password', { exact: true }).fill(PERSON.password)
    await page.keyboard.press('Enter')
    await until(
      'the words are back',
      async () => (await page.getByLabel('Campaign name').inputValue()) === 'Words of Display',
    )
    await page.context().close()
  })
})

it('a Search campaign is written by keys alone, from new to saved', async () => {
  const page = await stage.open('/campaigns')
  await shown(page.getByRole('heading', { name: 'Campaigns', level: 1 }))
  await page.keyboard.press('c')
  await tabTo(page, page.getByRole('link', { name: /^Search\b/ }))
  await page.keyboard.press('Enter')
  const name = page.getByLabel('Campaign name')
  await until('the caret is in the name', async () => await hasFocus(name))
  await page.keyboard.type('Herbs by keys')
  await tabTo(page, page.getByLabel('Daily budget'))
  await page.keyboard.type('40')
  await tabTo(page, page.getByLabel('End date'))
  await page.keyboard.type('12312035')
  await tabTo(page, page.getByRole('radio', { name: 'No, it does not' }))
  await page.keyboard.press('Space')
  await tabTo(page, page.getByRole('combobox', { name: 'Locations' }))
  await page.keyboard.type('Germ')
  await shown(page.getByRole('option', { name: 'Germany' }))
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await page.keyboard.press('Escape')
  await tabTo(page, page.getByLabel('Add keywords'))
  for (const line of ['herb seeds', '"balcony herbs"', '[basil seeds]', '-free']) {
    await page.keyboard.type(line)
    await page.keyboard.press('Enter')
  }
  await page.keyboard.press('Control+Enter')
  await shown(page.getByRole('status').getByText('4 added.'))
  await tabTo(page, page.getByLabel('Headline 1'))
  await page.keyboard.type('Fresh herb seeds')
  for (const [at, text] of ['Delivered in two days', 'Organic since 1984'].entries()) {
    await tabTo(page, button(page, 'Add headline'))
    await page.keyboard.press('Enter')
    await until(
      'the new line has the caret',
      async () => await hasFocus(page.getByLabel(`Headline ${at + 2}`)),
    )
    await page.keyboard.type(text)
  }
  await page.keyboard.press('Alt+ArrowUp')
  await until('the line moved with its caret', async () => await hasFocus(page.getByLabel('Headline 2')))
  expect(await page.getByLabel('Headline 2').inputValue()).toBe('Organic since 1984')
  const place = page.getByLabel('Place of headline no. 2')
  await tabTo(page, place)
  // Not by its name: the browser takes letters that come slowly for several names.
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowDown')
  expect(await place.inputValue()).toBe('HEADLINE_2')
  await tabTo(page, page.getByLabel('Description 1'))
  await page.keyboard.type('Seeds and plants for balcony and garden.')
  await tabTo(page, button(page, 'Add description'))
  await page.keyboard.press('Enter')
  await until(
    'the second description has the caret',
    async () => await hasFocus(page.getByLabel('Description 2')),
  )
  await page.keyboard.type('Free delivery over 30 euros.')
  await tabTo(page, page.getByLabel('Final URL', { exact: true }))
  await page.keyboard.type('https://www.example.com/herbs')
  await tabTo(page, page.getByLabel('Display path 1'))
  await page.keyboard.type('herbs')
  await page.keyboard.press('Control+s')
  await page.waitForURL(/\/edit/)
  await saved(page)
  await shown(checks(page).getByText('Ready to publish'))
  const campaign = await readByName(stage, 'Herbs by keys')
  expect(campaign).toMatchObject({
    campaignType: 'SEARCH',
    dailyBudgetMicros: '40000000',
    locations: [{ geoTargetId: '2276', negative: false }],
    adGroups: [
      {
        keywords: [
          { text: 'herb seeds', matchType: 'BROAD', negative: false },
          { text: 'balcony herbs', matchType: 'PHRASE', negative: false },
          { text: 'basil seeds', matchType: 'EXACT', negative: false },
          { text: 'free', matchType: 'BROAD', negative: true },
        ],
        ads: [
          {
            adType: 'RESPONSIVE_SEARCH',
            headlines: [
              { text: 'Fresh herb seeds' },
              { text: 'Organic since 1984', pinnedField: 'HEADLINE_2' },
              { text: 'Delivered in two days' },
            ],
            path1: 'herbs',
          },
        ],
      },
    ],
  })
  await isFitForAll(page, 'editor-search')
  await page.context().close()
})

it('lines of texts are pasted at once, and a preview steps through what pins allow', async () => {
  const page = await begin(stage, 'SEARCH', 'Pins')
  await paste(page, 'Headline 1', 'First\nSecond\r\nThird\n\nFourth')
  await until('four lines', async () => (await page.getByLabel('Headline 4').inputValue()) === 'Fourth')
  await page.getByLabel('Description 1').fill('Words')
  await page.getByLabel('Place of headline no. 1').selectOption('Position 1')
  const preview = page.getByRole('group', { name: 'Ad preview' })
  await shown(preview.getByText('First | Second | Third'))
  await preview.getByRole('button', { name: 'Next combination' }).click()
  await shown(preview.getByText('First | Third | Fourth'))
  await preview.getByRole('button', { name: 'Preview on a wide screen' }).click()
  await shown(preview.getByText('First | Third | Fourth'))
  await page.context().close()
})

it('a Demand Gen campaign has image, carousel, video and product ads, each with its own fields', async () => {
  const page = await begin(stage, 'DEMAND_GEN', 'All ads')
  const addAd = async (type: string) => {
    await button(page, 'Add another ad').click()
    await page.getByRole('menuitem', { name: new RegExp(`^${type}`) }).click()
    await shown(page.getByRole('heading', { name: type, level: 2 }))
  }
  const preview = page.getByRole('group', { name: 'Ad preview' })
  await page.getByLabel('Headline 1').fill('Herbs in spring')
  for (const surface of ['Shorts', 'Discover', 'Gmail', 'YouTube']) {
    await preview.getByText(surface, { exact: true }).click()
    await shown(preview.getByText('Herbs in spring'))
  }
  await addAd('Carousel ad')
  await page.getByRole('textbox', { name: 'Headline', exact: true }).fill('Herbs for the balcony')
  await page.getByRole('textbox', { name: 'Description', exact: true }).fill('Swipe through this spring.')
  for (const number of [1, 2]) {
    await button(page, 'Add card').click()
    await page.getByLabel(`Headline of card ${number}`).fill(`Card ${number}`)
  }
  await fromLibrary(page, 'Choose the square image of card 1', /square\.png/)
  await button(page, 'Move card 2 up').click()
  expect(await page.getByLabel('Headline of card 1').inputValue()).toBe('Card 2')
  await isFitForAll(page, 'editor-carousel')
  await addAd('Video ad')
  const video = page.getByLabel('Add a video')
  await video.fill('https://example.com/video')
  await video.press('Enter')
  await shown(page.getByText('This is no address of a YouTube video.').first())
  await video.fill('https://youtu.be/dQw4w9WgXcQ?si=abc')
  await video.press('Enter')
  await shown(section(page, 'Video ad').getByRole('link', { name: 'dQw4w9WgXcQ' }))
  await page.getByLabel('Long headline 1').fill('Herbs for the balcony, delivered in two days')
  await isFitForAll(page, 'editor-video')
  await addAd('Product ad')
  await page.getByLabel('Merchant Center id').fill('12x')
  await shown(checks(page).getByText('The id is a number, as Merchant Center shows it.'))
  await page.getByLabel('Merchant Center id').fill('123456')
  await isFitForAll(page, 'editor-product')
  await saveDraft(page)
  const campaign = await readByName(stage, 'All ads')
  expect(campaign.merchantId).toBe('123456')
  expect(campaign.adGroups[0]!.ads).toMatchObject([
    { adType: 'DEMAND_GEN_MULTI_ASSET' },
    {
      adType: 'DEMAND_GEN_CAROUSEL',
      cards: [{ headline: 'Card 2' }, { headline: 'Card 1', squareMarketingImage: stage.images.square.id }],
    },
    { adType: 'DEMAND_GEN_VIDEO_RESPONSIVE', youtubeVideos: ['dQw4w9WgXcQ'] },
    { adType: 'DEMAND_GEN_PRODUCT' },
  ])
  await page.context().close()
})

it('a Performance Max campaign has asset groups, signals and a brand', async () => {
  const wide = await stage.upload('wide-logo.png', await image(1200, 300, '#4f2f7d'))
  const page = await begin(stage, 'PERFORMANCE_MAX', 'Everywhere')
  await page.getByLabel('Business name', { exact: true }).fill('Acme Garden')
  await fromLibrary(page, 'Add logo', /^logo\.png/)
  await fromLibrary(page, 'Add landscape logo', /wide-logo\.png/)
  await page.getByLabel('Main colour', { exact: true }).fill('1a7d4f')
  await page.getByLabel('Accent colour', { exact: true }).fill('#ffd40')
  await shown(checks(page).getByText('A colour is # and six hex digits'))
  await page.getByLabel('Accent colour', { exact: true }).fill('#ffd400')
  await page.getByLabel('Asset group name').fill('Balcony')
  const theme = page.getByLabel('Add a search theme')
  await theme.fill('balcony plants')
  await theme.press('Enter')
  await paste(page, 'Add a search theme', 'herbs online\nBalcony plants\nherb seeds')
  await shown(page.getByText('2 added. One search theme was there already.'))
  const signal = page.getByRole('combobox', { name: 'Audience signal' })
  await signal.fill('customers/1234567890/audiences/77')
  await shown(page.getByRole('option', { name: 'Audience 77' }))
  await signal.press('Enter')
  await paste(page, 'Headline 1', 'Herbs\nHerbs for the balcony\nDelivered in two days')
  await page.getByLabel('Long headline 1').fill('Herbs for the balcony, delivered within two days')
  await paste(page, 'Description 1', 'Seeds and plants.\nSeeds and plants for balcony and garden.')
  await page.getByLabel('Final URL', { exact: true }).fill('https://www.example.com/')
  await fromLibrary(page, 'Add landscape', /balcony\.png/)
  await fromLibrary(page, 'Add square', /square\.png/)
  await shown(page.getByText('The logos are the brand’s, further up.'))
  expect(await page.getByText(/\bad group\b/i).count(), 'it has asset groups and no ad groups').toBe(0)
  await isFitForAll(page, 'editor-max')
  await saveDraft(page)
  expect(await readByName(stage, 'Everywhere')).toMatchObject({
    brandGuidelines: true,
    brandBusinessName: 'Acme Garden',
    brandLogoImages: [stage.images.logo.id],
    brandLandscapeLogoImages: [wide.id],
    brandMainColor: '#1a7d4f',
    brandAccentColor: '#ffd400',
    adGroups: [
      {
        name: 'Balcony',
        searchThemes: ['balcony plants', 'herbs online', 'herb seeds'],
        audiences: [{ audienceId: '77' }],
        ads: [{ adType: 'ASSET_GROUP', marketingImages: [stage.images.landscape.id], logoImages: [] }],
      },
    ],
  })
  await page.getByRole('radio', { name: 'Each asset group has its own' }).check()
  await shown(page.getByRole('group', { name: 'Logo images' }))
  await saved(page)
  await page.context().close()
})

it('a Display campaign has one budget for its run, colours and two shapes of logos', async () => {
  const page = await begin(stage, 'DISPLAY', 'Banners')
  await page.getByText('For the whole run', { exact: true }).click()
  await page.getByLabel('Total budget').fill('900')
  await shown(page.getByText(/a day over [\d,]+ days, never more than the total/))
  await page.getByLabel('Headline 1').first().fill('Herbs for the balcony')
  await page
    .getByRole('textbox', { name: 'Long headline', exact: true })
    .fill('Herbs for the balcony, delivered in two days')
  await page.getByLabel('Description 1').fill('Seeds and plants.')
  await page.getByLabel('Business name').fill('Acme Garden')
  await page.getByLabel('Main colour', { exact: true }).fill('#1a7d4f')
  await page.getByLabel('Accent colour', { exact: true }).fill('#ffd400')
  await fromLibrary(page, 'Add landscape', /balcony\.png/)
  await fromLibrary(page, 'Add square', /square\.png/)
  await fromLibrary(page, 'Add logo', /^logo\.png/)
  const preview = page.getByRole('group', { name: 'Ad preview' })
  await preview.getByText('Native', { exact: true }).click()
  await shown(preview.getByText('Herbs for the balcony, delivered in two days'))
  await isFitForAll(page, 'editor-display')
  await saveDraft(page)
  const campaign = await readByName(stage, 'Banners')
  expect(campaign).toMatchObject({
    dailyBudgetMicros: null,
    totalBudgetMicros: '900000000',
    adGroups: [{ ads: [{ adType: 'RESPONSIVE_DISPLAY', mainColor: '#1a7d4f', longHeadlines: [{}] }] }],
  })
  await page.goto(`${stage.app.url}/campaigns/${campaign.id}`)
  await shown(page.getByText('Responsive display ad'))
  await isFitForAll(page, 'campaign-display')
  await page.context().close()
})

const texts = (...words: string[]) => words.map((text) => ({ text }))

it('a Search campaign is planned with its keywords in one bundle, published, and changed by one of them', async () => {
  const keywords = Array.from({ length: 8 }, (_, at) => ({ text: `herb ${at}`, matchType: 'EXACT' }))
  const campaign = await stage.api<Campaign>('POST', '/campaigns', {
    accountId: stage.accountId,
    name: 'Herbs to publish',
    campaignType: 'SEARCH',
    dailyBudgetMicros: '40000000',
    containsEuPoliticalAdvertising: false,
    locations: [{ geoTargetId: '2276' }],
    adGroups: [
      {
        name: 'Herbs',
        keywords,
        ads: [
          {
            finalUrl: 'https://www.example.com/herbs',
            headlines: texts('Fresh herb seeds', 'Delivered in two days', 'Organic since 1984'),
            descriptions: texts('Seeds and plants for balcony and garden.', 'Free delivery over 30 euros.'),
          },
        ],
      },
    ],
  })
  const page = await stage.open(`/campaigns/${campaign.id}/plan`)
  const bundle = page.getByRole('article').filter({ hasText: '8 keywords' })
  await shown(bundle.getByText('Keyword [herb 7]'))
  await isFitForAll(page, 'plan-search')
  await button(page, 'Publish').click()
  await shown(page.getByText('Published and live'))
  await page.goto(`${stage.app.url}/campaigns/${campaign.id}/edit`)
  await shown(page.getByText('Google never changes the type of a campaign.'))
  await shown(page.getByText('Fixed since it was published: Google never changes the kind of a budget.'))
  await page.getByLabel('Match of herb 7', { exact: true }).selectOption('Phrase')
  await saved(page)
  await until('the server has it', async () => {
    const { adGroups } = await readByName(stage, 'Herbs to publish')
    return adGroups[0]!.keywords[7]!.matchType === 'PHRASE'
  })
  await button(page, 'Review and publish').click()
  await shown(page.getByText('Keyword "herb 7"'))
  await shown(page.getByText('Keyword [herb 7]'))
  await shown(page.getByText(/1 to create, 1 to remove/))
  await page.goto(`${stage.app.url}/campaigns/${campaign.id}?tab=history`)
  await shown(page.getByText('Ad group 1, keywords'))
  await page.context().close()
})

it('the pages met no error on the way', () => expect(stage.faults).toEqual([]))
