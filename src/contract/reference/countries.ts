export interface Country {
  /** ISO 3166-1 alpha-2. */
  code: string
  name: string
  /** Google's geo target constant: 2000 + the ISO 3166-1 number. */
  geoTargetId: string
  /** Part of the European Union, whose rules on political advertising Google applies. */
  eu: boolean
}

/**
 * Code, number, English name of every ISO 3166-1 country. Left out: Cuba, Iran, North Korea and Syria, where Google
 * does not serve ads. Google's geo_target_constant table decides; this one serves pickers and hints.
 */
const TABLE = `
AD020Andorra;AE784United Arab Emirates;AF004Afghanistan;AG028Antigua and Barbuda;AI660Anguilla;AL008Albania;
AM051Armenia;AO024Angola;AQ010Antarctica;AR032Argentina;AS016American Samoa;AT040Austria;AU036Australia;
AW533Aruba;AX248Åland Islands;AZ031Azerbaijan;BA070Bosnia and Herzegovina;BB052Barbados;BD050Bangladesh;
BE056Belgium;BF854Burkina Faso;BG100Bulgaria;BH048Bahrain;BI108Burundi;BJ204Benin;BL652St. Barthélemy;
BM060Bermuda;BN096Brunei;BO068Bolivia;BQ535Caribbean Netherlands;BR076Brazil;BS044Bahamas;BT064Bhutan;
BV074Bouvet Island;BW072Botswana;BY112Belarus;BZ084Belize;CA124Canada;CC166Cocos (Keeling) Islands;
CD180Congo (Kinshasa);CF140Central African Republic;CG178Congo (Brazzaville);CH756Switzerland;CI384Côte d'Ivoire;
CK184Cook Islands;CL152Chile;CM120Cameroon;CN156China;CO170Colombia;CR188Costa Rica;CV132Cape Verde;CW531Curaçao;
CX162Christmas Island;CY196Cyprus;CZ203Czechia;DE276Germany;DJ262Djibouti;DK208Denmark;DM212Dominica;
DO214Dominican Republic;DZ012Algeria;EC218Ecuador;EE233Estonia;EG818Egypt;EH732Western Sahara;ER232Eritrea;
ES724Spain;ET231Ethiopia;FI246Finland;FJ242Fiji;FK238Falkland Islands;FM583Micronesia;FO234Faroe Islands;
FR250France;GA266Gabon;GB826United Kingdom;GD308Grenada;GE268Georgia;GF254French Guiana;GG831Guernsey;GH288Ghana;
GI292Gibraltar;GL304Greenland;GM270Gambia;GN324Guinea;GP312Guadeloupe;GQ226Equatorial Guinea;GR300Greece;
GS239South Georgia and South Sandwich Islands;GT320Guatemala;GU316Guam;GW624Guinea-Bissau;GY328Guyana;
HK344Hong Kong;HM334Heard and McDonald Islands;HN340Honduras;HR191Croatia;HT332Haiti;HU348Hungary;
ID360Indonesia;IE372Ireland;IL376Israel;IM833Isle of Man;IN356India;IO086British Indian Ocean Territory;
IQ368Iraq;IS352Iceland;IT380Italy;JE832Jersey;JM388Jamaica;JO400Jordan;JP392Japan;KE404Kenya;KG417Kyrgyzstan;
KH116Cambodia;KI296Kiribati;KM174Comoros;KN659St. Kitts and Nevis;KR410South Korea;KW414Kuwait;KY136Cayman Islands;
KZ398Kazakhstan;LA418Laos;LB422Lebanon;LC662St. Lucia;LI438Liechtenstein;LK144Sri Lanka;LR430Liberia;
LS426Lesotho;LT440Lithuania;LU442Luxembourg;LV428Latvia;LY434Libya;MA504Morocco;MC492Monaco;MD498Moldova;
ME499Montenegro;MF663St. Martin;MG450Madagascar;MH584Marshall Islands;MK807North Macedonia;ML466Mali;
MM104Myanmar;MN496Mongolia;MO446Macao;MP580Northern Mariana Islands;MQ474Martinique;
MR478Mauritania;MS500Montserrat;MT470Malta;MU480Mauritius;MV462Maldives;MW454Malawi;MX484Mexico;MY458Malaysia;
MZ508Mozambique;NA516Namibia;NC540New Caledonia;NE562Niger;NF574Norfolk Island;NG566Nigeria;NI558Nicaragua;
NL528Netherlands;NO578Norway;NP524Nepal;NR520Nauru;NU570Niue;NZ554New Zealand;OM512Oman;PA591Panama;PE604Peru;
PF258French Polynesia;PG598Papua New Guinea;PH608Philippines;PK586Pakistan;PL616Poland;
PM666St. Pierre and Miquelon;PN612Pitcairn Islands;PR630Puerto Rico;PS275Palestine;PT620Portugal;
PW585Palau;PY600Paraguay;QA634Qatar;RE638Réunion;RO642Romania;RS688Serbia;RU643Russia;RW646Rwanda;
SA682Saudi Arabia;SB090Solomon Islands;SC690Seychelles;SD729Sudan;SE752Sweden;SG702Singapore;SH654St. Helena;
SI705Slovenia;SJ744Svalbard and Jan Mayen;SK703Slovakia;SL694Sierra Leone;SM674San Marino;SN686Senegal;
SO706Somalia;SR740Suriname;SS728South Sudan;ST678São Tomé and Príncipe;SV222El Salvador;SX534Sint Maarten;
SZ748Eswatini;TC796Turks and Caicos Islands;TD148Chad;TF260French Southern Territories;TG768Togo;TH764Thailand;
TJ762Tajikistan;TK772Tokelau;TL626Timor-Leste;TM795Turkmenistan;TN788Tunisia;TO776Tonga;TR792Türkiye;
TT780Trinidad and Tobago;TV798Tuvalu;TW158Taiwan;TZ834Tanzania;UA804Ukraine;UG800Uganda;UM581U.S. Outlying Islands;
US840United States;UY858Uruguay;UZ860Uzbekistan;VA336Vatican City;VC670St. Vincent and Grenadines;VE862Venezuela;
VG092British Virgin Islands;VI850U.S. Virgin Islands;VN704Vietnam;VU548Vanuatu;WF876Wallis and Futuna;WS882Samoa;
YE887Yemen;YT175Mayotte;ZA710South Africa;ZM894Zambia;ZW716Zimbabwe
`

/** The 27 members, and Åland and the outermost regions of France, which have codes of their own. */
const EU = new Set(
  'AT BE BG HR CY CZ DK EE FI FR DE GR HU IE IT LV LT LU MT NL PL PT RO SK SI ES SE AX GF GP MF MQ RE YT'.split(
    ' ',
  ),
)

const read = (cell: string): Country => {
  const code = cell.slice(0, 2)
  return { code, name: cell.slice(5), geoTargetId: `2${cell.slice(2, 5)}`, eu: EU.has(code) }
}

/** By name. */
export const COUNTRIES: readonly Country[] = TABLE.trim()
  .split(/;\s*/)
  .map(read)
  .sort((a, b) => a.name.localeCompare(b.name, 'en'))

const byGeoTargetId = new Map(COUNTRIES.map((country) => [country.geoTargetId, country]))

const byCode = new Map(COUNTRIES.map((country) => [country.code, country]))

/** The country of an ISO 3166-1 code. */
export function countryByCode(code: string): Country | undefined {
  return byCode.get(code)
}

/** The country behind a geo target; undefined for a region, a city or a country that is not in the table. */
export function countryByGeoTargetId(geoTargetId: string): Country | undefined {
  return byGeoTargetId.get(geoTargetId)
}

/** Whether the number is of the kind that countries have, 2000 to 2999, known here or not. */
export function isCountryGeoTargetId(geoTargetId: string): boolean {
  return /^2\d{3}$/.test(geoTargetId)
}
