/**
 * The configuration with which fontconfig finds the fonts that came with the browser, and those of the system
 * as a fallback. The one in the package names folders of a cloud function, and without a font no text is drawn.
 *
 * @param folder absolute path of the unpacked browser, with `fonts` in it
 */
export function fontsConf(folder: string): string {
  const prefer = (family: string, fonts: readonly string[]): string => `
  <match target="pattern">
    <test qual="any" name="family"><string>${family}</string></test>
    <edit name="family" mode="prepend" binding="strong">${fonts.map((font) => `<string>${font}</string>`).join('')}</edit>
  </match>`
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${folder}/fonts</dir>
  <dir>/usr/share/fonts</dir>
  <dir>/usr/local/share/fonts</dir>
  <cachedir>${folder}/fonts-cache</cachedir>
${prefer('system-ui', ['Open Sans'])}${prefer('sans-serif', ['Open Sans'])}${prefer('monospace', ['DejaVu Sans Mono', 'Open Sans'])}
</fontconfig>
`
}
