export interface GeoTarget {
  id: string
  name: string
  canonicalName: string
  countryCode: string
  targetType: 'Country' | 'State' | 'City' | 'Region' | 'Province'
  parentId: string | undefined
  /** Roughly how many people see ads there. */
  reach: number
}

/** ISO 3166 alpha-2 with its number. A country's criterion id is 2000 and that number. */
const COUNTRIES =
  'AF4 AL8 DZ12 AS16 AD20 AO24 AI660 AQ10 AG28 AR32 AM51 AW533 AU36 AT40 AZ31 BS44 BH48 BD50 BB52 BE56 BZ84 BJ204 ' +
  'BM60 BT64 BO68 BA70 BW72 BR76 IO86 VG92 BN96 BG100 BF854 BI108 KH116 CM120 CA124 CV132 BQ535 KY136 CF140 TD148 ' +
  'CL152 CN156 CX162 CC166 CO170 KM174 CG178 CD180 CK184 CR188 HR191 CW531 CY196 CZ203 CI384 DK208 DJ262 DM212 DO214 ' +
  'EC218 EG818 SV222 GQ226 ER232 EE233 SZ748 ET231 FK238 FO234 FJ242 FI246 FR250 GF254 PF258 TF260 GA266 GM270 GE268 ' +
  'DE276 GH288 GI292 GR300 GL304 GD308 GP312 GU316 GT320 GG831 GN324 GW624 GY328 HT332 HN340 HK344 HU348 IS352 IN356 ' +
  'ID360 IQ368 IE372 IM833 IL376 IT380 JM388 JP392 JE832 JO400 KZ398 KE404 KI296 KW414 KG417 LA418 LV428 LB422 LS426 ' +
  'LR430 LY434 LI438 LT440 LU442 MO446 MG450 MW454 MY458 MV462 ML466 MT470 MH584 MQ474 MR478 MU480 YT175 MX484 FM583 ' +
  'MD498 MC492 MN496 ME499 MS500 MA504 MZ508 MM104 NA516 NR520 NP524 NL528 NC540 NZ554 NI558 NE562 NG566 NU570 NF574 ' +
  'MK807 MP580 NO578 OM512 PK586 PW585 PS275 PA591 PG598 PY600 PE604 PH608 PN612 PL616 PT620 PR630 QA634 RO642 RU643 ' +
  'RW646 RE638 BL652 SH654 KN659 LC662 MF663 PM666 VC670 WS882 SM674 ST678 SA682 SN686 RS688 SC690 SL694 SG702 SX534 ' +
  'SK703 SI705 SB90 SO706 ZA710 GS239 KR410 SS728 ES724 LK144 SR740 SJ744 SE752 CH756 TW158 TJ762 TZ834 TH764 TL626 ' +
  'TG768 TK772 TO776 TT780 TN788 TR792 TM795 TC796 TV798 UG800 UA804 AE784 GB826 US840 UY858 UZ860 VU548 VA336 VE862 ' +
  'VN704 VI850 WF876 EH732 YE887 ZM894 ZW716'

/** id, name, type, country, parent's id, reach. The ids are fixed and plausible; Google's own list has 100,000 rows. */
const PLACES: readonly (readonly [
  number,
  string,
  GeoTarget['targetType'],
  string,
  number | undefined,
  number,
])[] = [
  [21137, 'California', 'State', 'US', undefined, 52e6],
  [21167, 'New York', 'State', 'US', undefined, 29e6],
  [21176, 'Texas', 'State', 'US', undefined, 41e6],
  [21142, 'Florida', 'State', 'US', undefined, 33e6],
  [21147, 'Illinois', 'State', 'US', undefined, 17e6],
  [21180, 'Washington', 'State', 'US', undefined, 12e6],
  [1023191, 'New York', 'City', 'US', 21167, 17e6],
  [1013962, 'Los Angeles', 'City', 'US', 21137, 12e6],
  [1014221, 'San Francisco', 'City', 'US', 21137, 4e6],
  [1014218, 'San Diego', 'City', 'US', 21137, 4e6],
  [1016367, 'Chicago', 'City', 'US', 21147, 8e6],
  [1026339, 'Houston', 'City', 'US', 21176, 7e6],
  [1026201, 'Dallas', 'City', 'US', 21176, 7e6],
  [1026081, 'Austin', 'City', 'US', 21176, 3e6],
  [1015116, 'Miami', 'City', 'US', 21142, 6e6],
  [1027744, 'Seattle', 'City', 'US', 21180, 4e6],
  [20339, 'England', 'Province', 'GB', undefined, 63e6],
  [20342, 'Scotland', 'Province', 'GB', undefined, 6e6],
  [1006886, 'London', 'City', 'GB', 20339, 20e6],
  [1006912, 'Manchester', 'City', 'GB', 20339, 4e6],
  [20229, 'Bavaria', 'State', 'DE', undefined, 15e6],
  [20228, 'Baden-Wurttemberg', 'State', 'DE', undefined, 12e6],
  [20230, 'Berlin', 'State', 'DE', undefined, 6e6],
  [20236, 'North Rhine-Westphalia', 'State', 'DE', undefined, 19e6],
  [1003854, 'Berlin', 'City', 'DE', 20230, 6e6],
  [1004234, 'Munich', 'City', 'DE', 20229, 4e6],
  [1004437, 'Hamburg', 'City', 'DE', undefined, 4e6],
  [1004054, 'Frankfurt', 'City', 'DE', undefined, 3e6],
  [20321, 'Ile-de-France', 'Region', 'FR', undefined, 14e6],
  [1006094, 'Paris', 'City', 'FR', 20321, 9e6],
  [1005824, 'Lyon', 'City', 'FR', undefined, 2e6],
  [1005493, 'Madrid', 'City', 'ES', undefined, 7e6],
  [1005424, 'Barcelona', 'City', 'ES', undefined, 5e6],
  [1008736, 'Rome', 'City', 'IT', undefined, 4e6],
  [1008463, 'Milan', 'City', 'IT', undefined, 5e6],
  [1010543, 'Amsterdam', 'City', 'NL', undefined, 3e6],
  [1001004, 'Vienna', 'City', 'AT', undefined, 3e6],
  [1011419, 'Warsaw', 'City', 'PL', undefined, 4e6],
  [1012511, 'Stockholm', 'City', 'SE', undefined, 3e6],
  [1003297, 'Zurich', 'City', 'CH', undefined, 1e6],
  [20636, 'Tokyo', 'Region', 'JP', undefined, 26e6],
  [1009343, 'Shibuya', 'City', 'JP', 20636, 2e6],
  [20640, 'Osaka', 'Region', 'JP', undefined, 13e6],
  [1000286, 'Sydney', 'City', 'AU', undefined, 6e6],
  [1000567, 'Melbourne', 'City', 'AU', undefined, 6e6],
  [20121, 'Ontario', 'Province', 'CA', undefined, 17e6],
  [1002451, 'Toronto', 'City', 'CA', 20121, 8e6],
  [1002604, 'Montreal', 'City', 'CA', undefined, 4e6],
  [1007785, 'Mumbai', 'City', 'IN', undefined, 30e6],
  [1007751, 'Delhi', 'City', 'IN', undefined, 31e6],
  [1001773, 'Sao Paulo', 'City', 'BR', undefined, 19e6],
  [1001655, 'Rio de Janeiro', 'City', 'BR', undefined, 10e6],
  [1010043, 'Mexico City', 'City', 'MX', undefined, 18e6],
  [1000013, 'Dubai', 'City', 'AE', undefined, 5e6],
  [1009871, 'Seoul', 'City', 'KR', undefined, 14e6],
  [1012728, 'Singapore', 'City', 'SG', undefined, 5e6],
]
const countryNames = new Intl.DisplayNames('en', { type: 'region' })

/** By criterion id: every country, and some states and cities. */
export const GEO_TARGETS: ReadonlyMap<string, GeoTarget> = makeTargets()

/** Member states of the European Union: where political advertising has to be declared. */
export const EU_COUNTRIES: ReadonlySet<string> = new Set(
  'AT BE BG HR CY CZ DK EE FI FR DE GR HU IE IT LV LT LU MT NL PL PT RO SK SI ES SE'.split(' '),
)

function makeTargets(): Map<string, GeoTarget> {
  const targets = new Map<string, GeoTarget>()
  const countryIds = new Map<string, string>()
  for (const entry of COUNTRIES.split(' ')) {
    const code = entry.slice(0, 2)
    const id = String(2000 + Number(entry.slice(2)))
    const name = countryNames.of(code) ?? code
    countryIds.set(code, id)
    targets.set(id, {
      id,
      name,
      canonicalName: name,
      countryCode: code,
      targetType: 'Country',
      parentId: undefined,
      reach: 10e6,
    })
  }
  for (const [number, name, targetType, countryCode, parent, reach] of PLACES) {
    const parentId = parent === undefined ? countryIds.get(countryCode) : String(parent)
    const canonicalName = [name, targets.get(parentId ?? '')?.canonicalName].join(',')
    targets.set(String(number), {
      id: String(number),
      name,
      canonicalName,
      countryCode,
      targetType,
      parentId,
      reach,
    })
  }
  return targets
}
