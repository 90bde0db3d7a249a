/**
 * Names that try something: Slack's control words and markup, spreadsheet formulas, markup for browsers, writing
 * that runs the other way, and sheer length. They are data, and must be shown as they stand.
 */
const hostileNames: Readonly<Record<string, string>> = {
  broadcast: '<!channel> Flash & Sale',
  markup: '*Bold* _it_ ~x~ `code`',
  long: `Everything Must Go: ${'the very long name of an offer that nobody ever shortened, '.repeat(80)}`.slice(
    0,
    4000,
  ),
  formula: '=HYPERLINK("http://x","y")',
  wideFormula: '＝SUM(A1:A9) Cashback',
  arabic: 'عرض التأمين على السيارات - الإمارات',
  override: 'Casino Bonus \u202Egpj.exe\u202C - CA',
  emoji: '🎁🔥 Gift Card Giveaway 👨‍👩‍👧‍👦 🇬🇧',
  script: '</script><img src=x onerror=alert(1)> Install',
  link: 'Spring <https://evil.example|Click here> & "Save" <@U012ABC> :fire:',
  mention: '<@U012ABC> & Sons <#C012ABC>',
  command: "=cmd|' /C calc'!A0",
  newline: 'Two\nLines\tand a tab Traffic',
}

/** @throws RangeError for a word that no table should have */
export function hostileName(word: string): string {
  const name = hostileNames[word]
  if (name === undefined) throw new RangeError(`There is no hostile name called ${word}`)
  return name
}

export function isHostile(name: string): boolean {
  return Object.values(hostileNames).includes(name)
}
