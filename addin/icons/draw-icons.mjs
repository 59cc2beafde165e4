/**
 * Draws the icons of the ribbon: `node addin/icons/draw-icons.mjs` writes addin/icons/NAME-SIZE.png, with the Chromium that the tests use. The
 * drawings are on a grid of 16, and each size is a multiple of it, so that straight edges fall between pixels in all of them. Corners are round
 * only where there are pixels for it. White on the page's green, which is seen on light, dark and coloured ribbons alike.
 */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

const sizes = [16, 32, 64, 80];
const bar = (x, y, width, height, round) => `<rect x="${x}" y="${y}" width="${width}" height="${height}" rx="${round}"/>`;

/** What stands on the tile; `round` is the radius of the ends of bars. */
const drawings = {
  open: (round) => bar(3, 3, 10, 2, round) + bar(3, 7, 10, 2, round) + bar(3, 11, 6, 2, round),
  sync: (round) => `${bar(3, 4, 7, 2, round)}<path d="M9 2l4 3-4 3z"/>${bar(6, 10, 7, 2, round)}<path d="M7 8l-4 3 4 3z"/>`,
  preview: () => '<path fill-rule="evenodd" d="M1 8C4 2 12 2 15 8 12 14 4 14 1 8zM3 8C5.5 12 10.5 12 13 8 10.5 4 5.5 4 3 8z"/><circle cx="8" cy="8" r="2"/>',
  next: (round) => `${bar(3, 3, 2, 6, round)}${bar(3, 11, 2, 2, round)}${bar(7, 7, 4, 2, round)}<path d="M10 4l4 4-4 4z"/>`,
};

const svg = (draw, size) =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="${size}" height="${size}" viewBox="0 0 16 16" style="display:block"><rect width="16" height="16" rx="${size === 16 ? 2 : 3}" fill="#1F5C57"/><g fill="#fff">${draw(size === 16 ? 0 : 0.5)}</g></svg>`;

const folder = path.dirname(fileURLToPath(import.meta.url));
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu'] });
try {
  const page = await browser.newPage({ viewport: { width: 100, height: 100 } });
  for (const [name, draw] of Object.entries(drawings)) {
    for (const size of sizes) {
      await page.setContent(`<body style="margin:0">${svg(draw, size)}</body>`);
      writeFileSync(path.join(folder, `${name}-${size}.png`), await page.screenshot({ omitBackground: true, clip: { x: 0, y: 0, width: size, height: size } }));
    }
  }
} finally {
  await browser.close();
}
