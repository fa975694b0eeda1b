import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { foundByAxe } from '../../support/axe.ts';
import { desktop, hasChromium, phone, startBrowser, type TestBrowser, type Visit } from '../../support/browser.ts';
import { assignments, type PortalClient, signedIn } from '../../support/portal-client.ts';
import { choose, letRead, openPatient } from '../../support/portal-steps.ts';
import { addresses, type RunningBridge, startRunningBridge } from '../../support/running-bridge.ts';

const patient = '195104179816';
const physician: Visit = { who: 'demo-lakare', assignment: assignments.care };
const engineer: Visit = { who: 'demo-integration', assignment: assignments.operations };
const title = 'Databasen flyttas';
const effect = 'Nya provsvar från Västerbotten visas inte.';

describe.skipIf(!hasChromium())('news', () => {
  let running: RunningBridge;
  let browser: TestBrowser;
  let reader: PortalClient;

  beforeAll(async () => {
    [running, browser] = await Promise.all([startRunningBridge(), startBrowser()]);
    await letRead(running, patient);
    reader = await signedIn(running, 'demo-lakare', assignments.care);
  });
  afterAll(async () => {
    await Promise.all([browser?.close(), running?.close()]);
  });

  const banner = (page: Page) => page.getByRole('region', { name: 'Påverkar vården' });

  it('of planned maintenance is announced by an engineer, who sees it first as it will be shown', async () => {
    const { page, context, complaints } = await browser.visit(running, { ...engineer, path: '/news/written' });
    await page.getByRole('link', { name: 'Skriv nytt' }).click();
    await page.getByLabel('Rubrik').fill(title);
    await page.getByRole('textbox', { name: 'Text' }).fill('Se [planen](http://exempel.se/).');
    await page.getByRole('checkbox', { name: /NCS Cross/ }).check();
    await page.getByLabel('Arbetet börjar').fill(local(-1));
    await page.getByLabel('Visas från').fill(local(-1));
    await page.getByLabel('Arbetet slutar').fill(local(60));
    await page.getByRole('button', { name: 'Förhandsgranska' }).click();
    await page.getByText('Länkar ska leda till en sida över https.').waitFor();
    await page.getByText(/Skriv vad den som använder bryggan märker/).waitFor();
    await expectForEverybody(page);
    expect(await page.getByRole('button', { name: 'Publicera' }).count()).toBe(0);
    await page.getByRole('textbox', { name: 'Text' }).fill('Se [planen](https://exempel.se/).');
    await page.getByLabel('Vad märker den som använder bryggan?').fill(effect);
    await page.getByRole('button', { name: 'Förhandsgranska' }).click();
    await page.getByRole('button', { name: 'Publicera' }).click();
    await page.getByText('Publicerat.').waitFor();
    await page
      .getByRole('row', { name: new RegExp(title) })
      .getByText('Visas')
      .waitFor();
    await expectForEverybody(page);
    expect(complaints).toEqual([]);
    await context.close();
  });

  it('is told to a clinician: in the banner, at the source that is away, and in full', async () => {
    const { page, context, complaints } = await browser.visit(running, physician);
    await banner(page).getByText(effect).waitFor();
    await page.getByRole('link', { name: title, exact: true }).waitFor();
    await expectForEverybody(page);
    await running.councils.setFault(addresses.vasterbotten, { kind: 'http500' });
    await openPatient(page, patient);
    await choose(page, 'acute');
    await page.getByText(/underhåll till \d\d:\d\d/).waitFor();
    await page.getByRole('button', { name: 'Alla svar' }).click();
    await page.getByRole('dialog').getByRole('link', { name: title }).click();
    await page.getByRole('heading', { level: 1, name: title }).waitFor();
    expect(await page.getByRole('link', { name: 'planen' }).getAttribute('href')).toBe('https://exempel.se/');
    await running.councils.setFault(addresses.vasterbotten, undefined);
    await expectForEverybody(page);
    await page.getByRole('link', { name: 'Planerat underhåll' }).click();
    await page.getByRole('heading', { level: 3, name: title }).waitFor();
    expect(complaints).toEqual([]);
    await context.close();
  });

  it('is put away by one who has read it, and comes back when it is changed', async () => {
    const { page, context } = await browser.visit(running, physician);
    await banner(page).getByRole('button', { name: 'Dölj' }).click();
    await banner(page).getByText(title, { exact: true }).waitFor({ state: 'detached' });
    await page.reload();
    await page.getByRole('link', { name: title, exact: true }).waitFor();
    expect(await banner(page).getByText(title, { exact: true }).count()).toBe(0);

    const writer = await browser.visit(running, { ...engineer, path: '/news/written' });
    await writer.page.getByRole('link', { name: title }).click();
    await writer.page.getByLabel('Arbetet slutar').fill(local(90));
    await writer.page.getByRole('button', { name: 'Förhandsgranska' }).click();
    await writer.page.getByRole('button', { name: 'Publicera' }).click();
    await writer.page.getByText('Publicerat.').waitFor();
    await page.reload();
    await banner(page).getByText(title, { exact: true }).waitFor();

    const feed = async (path: string) => (await writer.context.request.get(`${writer.url}${path}`)).text();
    expect(JSON.parse(await feed('/news.json')).items).toMatchObject([
      { title, tags: expect.arrayContaining(['maintenance']) },
    ]);
    await writer.page.getByRole('link', { name: title }).click();
    await writer.page.getByText('Tidigare versioner (1)').waitFor();
    await writer.page.getByRole('button', { name: 'Avsluta nu' }).click();
    await writer.page.getByText('Avslutat.').waitFor();
    await page.reload();
    await page.getByRole('heading', { level: 2, name: 'Gå vidare' }).waitFor();
    expect((await reader.get('/news')).body.items).toEqual([]);
    expect(await page.getByText(title).count()).toBe(0);
    expect(await feed('/news.atom')).not.toContain('<entry');
    await Promise.all([context.close(), writer.context.close()]);
  });
});

/** So many minutes from now, as the browser's fields have it. */
function local(minutes: number): string {
  const time = new Date(Date.now() + minutes * 60_000);
  const stockholm = new Intl.DateTimeFormat('sv-SE', {
    dateStyle: 'short',
    timeStyle: 'short',
    timeZone: 'Europe/Stockholm',
  });
  return stockholm.format(time).replace(' ', 'T');
}

/** WCAG 2.2 AA as far as a program can tell, in light and dark; nothing wider than the narrowest window. */
async function expectForEverybody(page: Page): Promise<void> {
  for (const scheme of ['light', 'dark']) {
    await page.evaluate(`document.documentElement.dataset.colorScheme = '${scheme}'`);
    const at = scheme === 'light' ? 'everything' : 'contrast';
    await expect.poll(async () => ({ scheme, found: await foundByAxe(page, { at }) })).toEqual({ scheme, found: [] });
  }
  await page.setViewportSize({ ...phone, width: 320 });
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(320);
  await page.setViewportSize(desktop);
}
