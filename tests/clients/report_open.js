// Opens pages in headless Chromium as a reader would, wide and light, narrow and dark, the first the other way round too,
// and prints them. Fails on a console
// error, a request for anything but the page, a violation that axe-core finds, or an empty print; where a page offers a
// short edition, that must be shorter and hold what the page says in short. The packages playwright-core and axe-core
// come from NODE_PATH. REPORT_SHOTS names a folder for screenshots.
//
//     node report_open.js CHROMIUM PAGE.html...
'use strict';
const fs = require('fs');
const path = require('path');
const { chromium } = require('playwright-core');
const axe = fs.readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

const [executablePath, ...files] = process.argv.slice(2);
const shots = process.env.REPORT_SHOTS;
let name = '';
let address = '';
let faults = [];

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
  if (shots)
    await page.screenshot({ path: path.join(shots, `${name}-${width}-${colorScheme}.png`), fullPage: true });
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

function pagesOf(bytes) {
  return (bytes.toString('latin1').match(/\/Type\s*\/Page\b/g) || []).length;
}

// As most readers' policies have it: no script runs. Paper shows what is folded on the screen.
async function print(browser) {
  const { context, page } = await open(browser, 1280, 'dark', false);
  const pages = pagesOf(await page.pdf({ format: 'A4', ...(shots ? { path: path.join(shots, name + '.pdf') } : {}) }));
  if (pages < 1)
    faults.push('nothing is printed');
  const choice = page.getByLabel('Print the short edition');
  let brief = '';
  if (await choice.count() > 0) {
    await choice.focus();
    await page.keyboard.press('Space');
    const short = pagesOf(await page.pdf({ format: 'A4', ...(shots ? { path: path.join(shots, name + '-short.pdf') } : {}) }));
    if (short >= pages && pages > 3)
      faults.push(`the short edition has ${short} pages of ${pages}`);
    await page.emulateMedia({ media: 'print' });
    if (!await page.locator('#short').isVisible())
      faults.push('the short edition lacks what the page says in short');
    if (await page.locator('details').first().isVisible())
      faults.push('the short edition has what is folded');
    brief = `, ${short} in the short edition`;
  }
  await context.close();
  return `${pages} pages printed${brief}`;
}

async function check(browser, file, isFirst) {
  name = path.basename(path.dirname(file));
  address = 'file://' + path.resolve(file);
  faults = [];
  for (const [width, scheme] of [[1280, 'light'], [390, 'dark'], ...(isFirst ? [[1280, 'dark'], [390, 'light']] : [])])
    await look(browser, width, scheme);
  const printed = await print(browser);
  for (const fault of faults)
    console.log('FAIL: ' + fault);
  console.log(`${name}: ${printed}, ${faults.length} faults`);
  return faults.length;
}

(async () => {
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] });
  let count = 0;
  try {
    for (const file of files)
      count += await check(browser, file, file === files[0]);
  } finally {
    await browser.close();
  }
  process.exit(count > 0 ? 1 : 0);
})().catch(error => { console.log('FAIL: ' + error.message); process.exit(1); });
