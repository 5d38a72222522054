import type { CallToAction } from '../../contract/words.ts'
import type { BRANDS } from './brands.ts'
import type { Scene } from './pictures.ts'

/** What one ad says and shows. */
export interface Story {
  brand: keyof typeof BRANDS
  scene: Scene
  /** Below the brand's site. */
  page: string
  callToAction: CallToAction | null
  /** At most 30 wide each; full-width characters count two. */
  headlines: readonly string[]
  /** At most 90 wide each. */
  descriptions: readonly string[]
}

export const STORIES = {
  tents: {
    brand: 'hillfold',
    scene: 'outdoor-dawn',
    page: '/tents',
    callToAction: 'SHOP_NOW',
    headlines: [
      'Wake up above the clouds',
      'Tents for every kind of wind',
      'Pitched in four minutes',
      'Light enough to forget',
    ],
    descriptions: [
      'Two-person tents from 1.4 kg, tested in storms and repaired by us for ten years.',
      'Free returns within 60 nights, even after you have slept in it.',
    ],
  },
  packs: {
    brand: 'hillfold',
    scene: 'outdoor-rucksack',
    page: '/rucksacks',
    callToAction: 'SHOP_NOW',
    headlines: [
      'One pack, every trail',
      'Carry less, see more',
      'Made to be mended',
      'Rucksacks that fit your back',
    ],
    descriptions: [
      'Rucksacks in five back lengths, from a day on the hill to a month on the road.',
      'Recycled fabric, spare buckles included, and a workshop that answers.',
      'Find your size online in two minutes. Delivery is free from 50.',
    ],
  },
  hikingClub: {
    brand: 'hillfold',
    scene: 'outdoor-dawn',
    page: '/club',
    callToAction: 'SIGN_UP',
    headlines: ['Join the Saturday hike', 'New trails every week', 'Hike with people nearby'],
    descriptions: [
      'Guided day hikes for members, with gear to borrow. The first one costs nothing.',
      'Over 200 routes, rated by members and checked by our guides.',
    ],
  },
  tentsJa: {
    brand: 'hillfold',
    scene: 'outdoor-dawn',
    page: '/ja/tents',
    callToAction: 'SHOP_NOW',
    headlines: ['雲の上で目を覚ます', '四分で張れる軽量テント', '山の朝を、もっと身近に'],
    descriptions: [
      '重さ1.4kgから。嵐の中で試し、十年間修理を保証します。',
      '六十日間返品無料。一度泊まった後でも大丈夫です。',
    ],
  },
  packsJa: {
    brand: 'hillfold',
    scene: 'outdoor-rucksack',
    page: '/ja/rucksacks',
    callToAction: 'LEARN_MORE',
    headlines: ['一つで、どの道も', '背中に合うリュック', '直して長く使える'],
    descriptions: [
      '日帰りから長旅まで、五つの背面長から選べます。',
      'リサイクル生地を使用。サイズ診断は二分で完了します。',
    ],
  },
  coffeeBox: {
    brand: 'mornbeck',
    scene: 'coffee-bag',
    page: '/subscription',
    callToAction: 'SUBSCRIBE',
    headlines: [
      'Fresh beans every two weeks',
      'Roasted Monday, here by Friday',
      'Coffee that fits your week',
      'Skip or stop at any time',
    ],
    descriptions: [
      'Small batches from our own roastery, sent on the day they are roasted.',
      'Tell us how you brew, and we choose the beans. Change it whenever you like.',
    ],
  },
  espresso: {
    brand: 'mornbeck',
    scene: 'coffee-cup',
    page: '/espresso',
    callToAction: 'ORDER_NOW',
    headlines: ['Espresso with a long finish', 'Chocolate, cherry, slow sips', 'Your kitchen, your café'],
    descriptions: [
      'A dark roast without bitterness, for machines, moka pots and patient people.',
      'Free grinding for your brewer and free delivery from two bags.',
    ],
  },
  taster: {
    brand: 'mornbeck',
    scene: 'coffee-bag',
    page: '/taster-box',
    callToAction: 'BUY_NOW',
    headlines: ['Six coffees, one small box', 'Find your favourite roast', 'A gift that smells wonderful'],
    descriptions: [
      'Six bags of 60 g from six farms, with notes on how to brew each of them.',
      'Wrapped by hand, with a card in your own words.',
    ],
  },
  coffeeBoxDe: {
    brand: 'mornbeck',
    scene: 'coffee-cup',
    page: '/de/abo',
    callToAction: 'SUBSCRIBE',
    headlines: ['Frisch geröstet ins Haus', 'Kaffee im Zwei-Wochen-Takt', 'Jederzeit pausieren'],
    descriptions: [
      'Kleine Röstungen aus eigener Rösterei, am selben Tag verschickt.',
      'Sag uns, wie du brühst: Wir wählen die Bohnen und mahlen sie auf Wunsch.',
    ],
  },
  cityBikeDe: {
    brand: 'velotide',
    scene: 'bikes-mint',
    page: '/de/stadtraeder',
    callToAction: 'SHOP_NOW',
    headlines: [
      'Das Rad für jeden Tag',
      'Leise durch die Stadt',
      'Fertig montiert geliefert',
      'Mit Korb, Licht und Ruhe',
    ],
    descriptions: [
      'Stadträder mit Riemenantrieb: kein Öl, kein Rost, zehn Jahre Garantie auf den Rahmen.',
      'Probefahrt vor deiner Tür, Rückgabe innerhalb von 30 Tagen.',
    ],
  },
  leasingDe: {
    brand: 'velotide',
    scene: 'bikes-evening',
    page: '/de/leasing',
    callToAction: 'GET_QUOTE',
    headlines: ['Räder für dein ganzes Team', 'Dienstrad ab 39 € im Monat', 'Wartung ist schon dabei'],
    descriptions: [
      'Ein Vertrag für alle Räder, mit Versicherung, Wartung und Abholung in der Firma.',
      'Angebot in einem Tag, ohne Mindestmenge.',
    ],
  },
  testRideDe: {
    brand: 'velotide',
    scene: 'bikes-evening',
    page: '/de/probefahrt',
    callToAction: 'BOOK_NOW',
    headlines: ['Heute Abend Probe fahren', 'Eine Runde um den Block', 'Wir bringen das Rad zu dir'],
    descriptions: [
      'Such dir einen Termin aus, wir kommen mit zwei Größen zu dir nach Hause.',
      'Kostenlos und ohne Verpflichtung in zwölf Städten.',
    ],
  },
  commute: {
    brand: 'velotide',
    scene: 'bikes-mint',
    page: '/commute',
    callToAction: 'LEARN_MORE',
    headlines: ['Your commute, only nicer', 'Arrive awake, not sweaty', 'The quiet way to work'],
    descriptions: [
      'Upright city bikes with lights, mudguards and a basket that holds a weekly shop.',
      'Ride it for 30 days. If it does not suit you, we collect it.',
    ],
  },
  eveningCourse: {
    brand: 'lingotal',
    scene: 'languages-talk',
    page: '/evening-courses',
    callToAction: 'SIGN_UP',
    headlines: ['Talk from the first evening', 'Small groups, real people', 'Twelve languages, one place'],
    descriptions: [
      'Evening courses with six learners at most. Most of the time, you are the one speaking.',
      'Missed a lesson? Join another group in the same week.',
    ],
  },
  eveningCourseDe: {
    brand: 'lingotal',
    scene: 'languages-book',
    page: '/de/abendkurse',
    callToAction: 'SIGN_UP',
    headlines: ['Sprechen ab dem ersten Abend', 'Zwölf Sprachen, kleine Kurse', 'Lernen, ohne zu pauken'],
    descriptions: [
      'Abendkurse mit höchstens sechs Personen, vor Ort oder online.',
      'Die erste Stunde ist kostenlos und verpflichtet zu nichts.',
    ],
  },
  conversationJa: {
    brand: 'lingotal',
    scene: 'languages-talk',
    page: '/ja/conversation',
    callToAction: 'SIGN_UP',
    headlines: ['初日から話せる英会話', '六人までの少人数クラス', '仕事帰りに、もう一言'],
    descriptions: [
      '授業の大半はあなたが話す時間。教室でもオンラインでも学べます。',
      '休んだ週は、別のクラスに振り替えられます。',
    ],
  },
  trialJa: {
    brand: 'lingotal',
    scene: 'languages-book',
    page: '/ja/trial',
    callToAction: 'BOOK_NOW',
    headlines: ['無料体験レッスン受付中', '自分に合う言葉を探そう', '十二の言語から選べます'],
    descriptions: [
      '四十五分の体験レッスンで、いまの力と次の目標が分かります。',
      'ご予約は一分で完了。入会の義務はありません。',
    ],
  },
  businessJa: {
    brand: 'lingotal',
    scene: 'languages-talk',
    page: '/ja/business',
    callToAction: 'CONTACT_US',
    headlines: ['会議で伝わる英語を', '企業研修の英語コース', 'チームで学ぶと続きます'],
    descriptions: ['業種に合わせた教材と、毎月の進み具合の報告がつきます。'],
  },
} satisfies Record<string, Story>
export type StoryName = keyof typeof STORIES
