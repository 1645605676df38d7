// Opens a page in headless Chromium as a reader would, light and dark, wide and narrow, and prints it. Fails on a console
// error, a request for anything but the page, a violation that axe-core finds, or an empty print. The packages
// playwright-core and axe-core come from NODE_PATH.
//
//     node report_open.js CHROMIUM PAGE.html [FOLDER-FOR-SCREENSHOTS]
'use strict';
const fs = require('fs');
const path = require('path');
const { chromium } = require('playwright-core');
const axe = fs.readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

const [executablePath, file, shots] = process.argv.slice(2);
const address = 'file://' + path.resolve(file);
const faults = [];

async function open(browser, width, colorScheme, javaScriptEnabled) {
  // axe is injected by the test, past the page's own policy, which allows no script at all.
  const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme, javaScriptEnabled,
    bypassCSP: javaScriptEnabled });
  const page = await context.newPage();
  page.on('console', message => { if (message.type() === 'error') faults.push('console: ' + message.text()); });
  page.on('pageerror', error => faults.push('script: ' + error.message));
  page.on('request', request => { if (request.url() !== address) faults.push('request: ' + request.url()); });
  await page.goto(address);
  return { context, page };
}

async function look(browser, width, colorScheme) {
  const { context, page } = await open(browser, width, colorScheme, true);
  const name = path.join(shots || '', `${width}-${colorScheme}.png`);
  if (shots)
    await page.screenshot({ path: name, fullPage: true });
  const over = await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');
  if (over > 0)
    faults.push(`${width} pixels: the page is ${over} pixels too wide`);
  await page.evaluate("for (const d of document.querySelectorAll('details')) d.open = true");
  await page.evaluate(axe);
  const result = await page.evaluate("axe.run(document, {resultTypes: ['violations']})");
  for (const violation of result.violations)
    faults.push(`axe at ${width} ${colorScheme}: ${violation.id}: ${violation.help}: ` +
      violation.nodes.slice(0, 3).map(node => node.target.join(' ') + ' ' + (node.failureSummary || '')).join('; '));
  if (result.passes === undefined || result.testEngine.name !== 'axe-core')
    faults.push('axe did not run');
  await context.close();
}

// As most readers' policies have it: no script runs. Paper shows what is folded on the screen.
async function print(browser) {
  const { context, page } = await open(browser, 1280, 'dark', false);
  const bytes = await page.pdf({ format: 'A4', ...(shots ? { path: path.join(shots, 'print.pdf') } : {}) });
  const pages = (bytes.toString('latin1').match(/\/Type\s*\/Page\b/g) || []).length;
  if (pages < 1)
    faults.push('nothing is printed');
  await context.close();
  return pages;
}

(async () => {
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] });
  let pages = 0;
  try {
    for (const width of [1280, 390])
      for (const scheme of ['light', 'dark'])
        await look(browser, width, scheme);
    pages = await print(browser);
  } finally {
    await browser.close();
  }
  for (const fault of faults)
    console.log('FAIL: ' + fault);
  console.log(`${path.basename(path.dirname(file))}: ${pages} pages printed, ${faults.length} faults`);
  process.exit(faults.length > 0 ? 1 : 0);
})().catch(error => { console.log('FAIL: ' + error.message); process.exit(1); });
