import { svg } from './dom.js'

/** Outlines on a 20 × 20 field, drawn with the text's colour. */
const paths = {
  menu: 'M3 5h14M3 10h14M3 15h14',
  close: 'M5 5l10 10M15 5L5 15',
  chevron: 'M5 8l5 5 5-5',
  hash: 'M8 3L6.5 17M13.5 3L12 17M3.5 7.5h13.5M3 12.5h13.5',
  more: 'M5 10h.01M10 10h.01M15 10h.01',
  send: 'M3 10h13M10.500 4.500L16 10l-5.500 5.500',
  eye: 'M2 10s3-5 8-5 8 5 8 5-3 5-8 5-8-5-8-5zM10 12.200a2.200 2.200 0 1 0 0-4.400 2.200 2.200 0 0 0 0 4.400z',
  reply: 'M3 4.500h14v9H8.500L5 17v-3.500H3z',
  sun: 'M10 13.500a3.500 3.500 0 1 0 0-7 3.500 3.500 0 0 0 0 7zM10 1.800v1.700M10 16.500v1.700M1.800 10h1.700M16.500 10h1.700M4.200 4.200l1.200 1.200M14.600 14.600l1.200 1.200M15.800 4.200l-1.200 1.200M5.400 14.600l-1.200 1.200',
  moon: 'M16.500 12.300A7 7 0 0 1 7.700 3.500a7 7 0 1 0 8.800 8.800z',
  panel: 'M3 4h14v12H3zM12 4v12',
  alert: 'M10 3l7.500 13.500h-15zM10 8.500v3.500M10 14.300v.01',
  info: 'M10 17.500a7.500 7.500 0 1 0 0-15 7.500 7.500 0 0 0 0 15zM10 9.200v4.600M10 6.400v.01',
  error:
    'M10 17.500a7.500 7.500 0 1 0 0-15 7.500 7.500 0 0 0 0 15zM7.300 7.300l5.400 5.400M12.700 7.300l-5.400 5.400',
  check: 'M4 10.500l4 4 8-9',
  success: 'M10 17.500a7.500 7.500 0 1 0 0-15 7.500 7.500 0 0 0 0 15zM6.500 10.300l2.500 2.500 4.500-5.300',
  file: 'M5 2.500h6.500l4 4v11H5zM11.500 2.500v4h4',
  download: 'M10 3v9.500M6 9l4 4 4-4M4 16.500h12',
  down: 'M10 4v12M5 11l5 5 5-5',
  sort: 'M6.500 8L10 4.500 13.500 8M6.500 12l3.500 3.500L13.500 12',
  up: 'M6.500 11.500L10 8l3.500 3.500',
  bolt: 'M11 2.500L4.500 11.500H9.500L9 17.500 15.500 8.500H10.500z',
  enter: 'M16 5v6H4.500M8 7.500L4.500 11 8 14.500',
  back: 'M12 4.500L6.500 10l5.500 5.500',
  search: 'M9 15a6 6 0 1 0 0-12 6 6 0 0 0 0 12zM13.500 13.500L17 17',
  external: 'M8 4H4v12h12v-4M11 4h5v5M16 4l-7 7',
  reset: 'M4 10a6 6 0 1 0 2-4.500M4 3v4h4',
}

/**
 * A decorative icon: screen readers are given words beside it, never the icon alone.
 *
 * @param {keyof typeof paths} name
 */
export function icon(name) {
  return svg(
    'svg',
    { class: `icon icon-${name}`, viewBox: '0 0 20 20', 'aria-hidden': 'true', focusable: 'false' },
    svg('path', { d: paths[name] }),
  )
}

/** The mark of this page: a slice of cake. */
export function cakeMark() {
  const part = (d, kind) => svg('path', { d, class: `cake-${kind}` })
  return svg(
    'svg',
    { class: 'cake-mark', viewBox: '0 0 32 32', 'aria-hidden': 'true', focusable: 'false' },
    part('M3 17L25 8c3 1.500 4.500 5 4.500 9z', 'icing'),
    part('M3 17h26.500v4H3z', 'sponge'),
    part('M3 21h26.500v2H3z', 'cream'),
    part('M3 23h26.500v5H3z', 'sponge'),
    part('M19.500 9.500a3.600 3.600 0 1 1 6.500-2.600 3.600 3.600 0 0 1-6.500 2.600z', 'berry'),
  )
}
