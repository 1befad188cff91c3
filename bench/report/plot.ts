/** A bar, what it stands for, and how it is told from the others. */
export interface Bar {
  readonly label: string
  readonly value: number
  /** The lighter part on top of it, for what is counted apart. */
  readonly apart?: number
  readonly ours: boolean
}

export interface Plot {
  readonly title: string
  readonly subtitle: string
  readonly unit: string
  readonly bars: readonly Bar[]
  /** What the lighter part is. */
  readonly apart?: string
}

const WIDTH = 820
const LABELS = 300
const RIGHT = 110
const TOP = 74
const ROW = 34
const THICK = 20

/** Lying bars, the longest at full width: the labels are sentences, and stay readable. */
export function plot({ title, subtitle, unit, bars, apart }: Plot): string {
  const most = Math.max(...bars.map(({ value, apart = 0 }) => value + apart))
  const scale = (WIDTH - LABELS - RIGHT) / most
  const height = TOP + bars.length * ROW + 16
  const rows = bars.map((bar, index) => {
    const y = TOP + index * ROW
    const [own, other] = [bar.value * scale, (bar.apart ?? 0) * scale]
    const figure = `${bar.value.toFixed(bar.value < 100 ? 1 : 0)} ${unit}`
    const more = bar.apart === undefined ? '' : ` + ${bar.apart.toFixed(1)}`
    return [
      `<text x="${LABELS - 12}" y="${y + 15}" text-anchor="end"${bar.ours ? ' font-weight="600"' : ''}>${escaped(bar.label)}</text>`,
      `<rect x="${LABELS}" y="${y}" width="${own.toFixed(1)}" height="${THICK}" fill="${bar.ours ? '#0b6e6e' : '#8a94a6'}"/>`,
      ...(bar.apart === undefined
        ? []
        : [
            `<rect x="${(LABELS + own).toFixed(1)}" y="${y}" width="${other.toFixed(1)}" height="${THICK}" fill="${bar.ours ? '#9fd0cd' : '#d3d8e0'}"/>`,
          ]),
      `<text x="${(LABELS + own + other + 8).toFixed(1)}" y="${y + 15}">${figure}${more}</text>`,
    ].join('\n')
  })
  const legend = apart ? `; lighter: ${apart}` : ''
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${height}" viewBox="0 0 ${WIDTH} ${height}" font-family="system-ui, sans-serif" font-size="13" fill="#1c2430" role="img">
<title>${escaped(title)}</title>
<rect width="${WIDTH}" height="${height}" fill="#ffffff"/>
<text x="16" y="28" font-size="17" font-weight="600">${escaped(title)}</text>
<text x="16" y="50" fill="#556070">${escaped(subtitle + legend)}</text>
${rows.join('\n')}
</svg>
`
}

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
