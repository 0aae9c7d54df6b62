// A bar chart on a logarithmic scale, as an SVG that reads on light and dark pages.

/** A bar: its name, and its value above 1. */
export interface Bar {
  readonly name: string;
  readonly value: number;
}

const [LEFT, WIDTH, LINE, TOP] = [170, 480, 34, 40];

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}

/** Draws the bars. */
export function barChart(title: string, bars: readonly Bar[]): string {
  const decades = Math.max(1, Math.ceil(Math.log10(Math.max(...bars.map(({ value }) => value)))));
  const along = (value: number) => (WIDTH * Math.log10(Math.max(1, value))) / decades;
  const height = TOP + bars.length * LINE + 10;
  const grid = Array.from({ length: decades + 1 }, (_, power) => {
    const x = LEFT + along(10 ** power);
    return `<line x1="${x}" y1="${TOP - 6}" x2="${x}" y2="${height - 8}" stroke="#888" stroke-opacity="0.35"/>`;
  });
  const drawn = bars.map(({ name, value }, index) => {
    const y = TOP + index * LINE;
    const shown = value >= 100 ? Math.round(value).toLocaleString('en') : value.toFixed(1);
    return `<text x="${LEFT - 10}" y="${y + 17}" text-anchor="end">${escaped(name)}</text><rect x="${LEFT}" y="${y + 2}" width="${along(value).toFixed(1)}" height="22" fill="#3b82c4"/><text x="${(LEFT + along(value) + 6).toFixed(1)}" y="${y + 17}">${shown}</text>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${LEFT + WIDTH + 90}" height="${height}" font-family="sans-serif" font-size="13" fill="#777"><text x="10" y="20" font-weight="bold">${escaped(title)}</text>${grid.join('')}${drawn.join('')}</svg>\n`;
}
