/** Those whom offers and affiliates refer to by id. No endpoint lists them. */

export const advertisers: ReadonlyMap<number, string> = new Map([
  [101, 'SafeDrive Insurance Co.'],
  [102, 'HomeShield Warranty Group'],
  [103, 'BrightSmile Dental Direct'],
  [104, 'NordFit Nutrition'],
  [105, 'Pixel Forge Games'],
  [106, 'LunaBeauty Cosmetics GmbH'],
  [107, 'SkyTrail Travel Ltd'],
  [108, 'Kumo Mobile K.K.'],
  [109, 'GreenWatt Solar'],
  [110, 'HeartLink Media'],
  [111, 'ClearPath Education'],
  [1021, 'Acme Financial Services'],
])

export const verticals: ReadonlyMap<number, string> = new Map([
  [1, 'Finance'],
  [2, 'Health & Beauty'],
  [3, 'Insurance'],
  [4, 'Gaming'],
  [5, 'Travel'],
  [6, 'Dating'],
  [7, 'Home Services'],
  [8, 'Education'],
])

const named: readonly (readonly [number, string])[] = [
  [1, 'mobile'],
  [2, 'desktop'],
  [3, 'lead-gen'],
  [4, 'email-ok'],
  [5, 'no-incent'],
  [6, 'seasonal'],
  [7, 'exclusive'],
  [8, 'auto'],
  [9, 'free-trial'],
  [10, 'app-install'],
  [11, 'us-only'],
  [12, 'uk'],
  [13, 'eu'],
  [14, 'top-pick'],
  [15, 'pay-per-call'],
]

/** 500 more, all worn by one offer: `segment-001` … */
export const segmentTags: readonly number[] = Array.from({ length: 500 }, (_, index) => 1001 + index)

export const tags: ReadonlyMap<number, string> = new Map([
  ...named,
  ...segmentTags.map((id, index) => [id, `segment-${String(index + 1).padStart(3, '0')}`] as const),
])

export const accountManagers: ReadonlyMap<number, string> = new Map([
  [7, 'Mark Johnson'],
  [11, 'Priya Natarajan'],
  [23, 'Sofía Álvarez'],
  [42, 'Jordan Lee'],
])

/** Only `1` = USD is documented; the others are this sandbox's. */
export const currencies: ReadonlyMap<number, string> = new Map([
  [1, 'USD'],
  [2, 'EUR'],
  [3, 'GBP'],
  [4, 'JPY'],
])
