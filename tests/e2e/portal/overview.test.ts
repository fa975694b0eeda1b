import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hasChromium, startBrowser, type TestBrowser, type Visit } from '../../support/browser.ts';
import { assignments, signedIn } from '../../support/portal-client.ts';
import { addresses, type RunningBridge, startRunningBridge } from '../../support/running-bridge.ts';

const gunnar = '195104179816';
const umea = /Region Västerbotten/;

/** Events of this council, and what comes after them, reach the page when the test says so. */
const heldBack = `
  const { fetch } = window;
  const released = new Promise((resolve) => { window.letThrough = resolve; });
  window.fetch = async (...asked) => {
    const answer = await fetch(...asked);
    if (!String(asked[0]).endsWith('/api/readings')) return answer;
    let text = '';
    const held = new TransformStream({
      async transform(chunk, out) {
        text += chunk;
        const events = text.split('\\n\\n');
        text = events.pop();
        for (const event of events) {
          if (event.includes('"kind":"part"') && event.includes('"source":"${addresses.vasterbotten}"')) await released;
          out.enqueue(event + '\\n\\n');
        }
      },
    });
    const body = answer.body.pipeThrough(new TextDecoderStream()).pipeThrough(held).pipeThrough(new TextEncoderStream());
    return new Response(body, answer);
  };`;

describe.skipIf(!hasChromium())('the overview of a patient', () => {
  let running: RunningBridge;
  let browser: TestBrowser;

  beforeAll(async () => {
    const change = ({ sources }: { sources: { hsaId: string; timeoutMs: number }[] }) => {
      for (const source of sources) if (source.hsaId === addresses.vasterbotten) source.timeoutMs = 6_000;
    };
    [running, browser] = await Promise.all([startRunningBridge({ change }), startBrowser()]);
    const physician = await signedIn(running, 'demo-lakare', assignments.care);
    const end = new Date(Date.now() + 24 * 3_600_000).toISOString();
    await physician.post('/relations', { patient: gunnar, end });
    await physician.post('/consents', { patient: gunnar, kind: 'given', for: 'me', end });
  });
  afterAll(async () => {
    await Promise.all([browser?.close(), running?.close()]);
  });

  /** The physician before the choices, the right patient confirmed. */
  async function open(context: Visit['context'] = {}, prepared = '') {
    const visited = await browser.visit(running, { who: 'demo-lakare', assignment: assignments.care, context });
    const { page, url } = visited;
    page.setDefaultTimeout(12_000);
    await page.addInitScript({ content: prepared });
    await page.goto(`${url}/patient`);
    await page.getByRole('textbox').fill(gunnar);
    await page.keyboard.press('Enter');
    const opened = page.waitForResponse(/\/api\/patient\/open/);
    await page.getByRole('button', { name: 'Rätt patient' }).click();
    await opened;
    await page.goto(`${url}/patient`);
    await page.getByRole('heading', { name: 'Vad vill du läsa?' }).waitFor();
    return visited;
  }

  const titlesOn = (page: Page) => page.locator('.part__content .item__title');

  it('fetches nothing before the choice, and what comes late moves nothing until it is asked for', async () => {
    const { page, context, complaints } = await open({}, heldBack);
    const readings: unknown[] = [];
    page.on('request', (request) => request.url().endsWith('/api/readings') && readings.push(request.postDataJSON()));
    expect(await page.locator('.part').count()).toBe(0);

    await page.getByRole('button', { name: /^Akut/ }).click();
    await page.locator('[data-settled]').first().waitFor();
    expect(readings).toEqual([{ choice: { kind: 'acute' } }]);
    const before = { count: await titlesOn(page).count(), place: await titlesOn(page).first().boundingBox() };
    expect(before.count).toBeGreaterThan(0);

    await page.evaluate('letThrough()');
    const late = page.locator('.late-bar');
    await late.getByText(/ny(a|) uppgift(er|) från Region Västerbotten/).waitFor();
    await page.locator('.coverage__source[data-kind="answered"]', { hasText: umea }).waitFor();
    const after = await titlesOn(page).first().boundingBox();
    expect(Math.abs((after?.y ?? 0) - (before.place?.y ?? 0))).toBeLessThan(2);
    expect(await page.locator('[data-settled] .item__title').count()).toBeLessThanOrEqual(before.count);

    await late.getByRole('button').click();
    await expect.poll(() => titlesOn(page).count()).toBeGreaterThan(before.count);
    expect(await late.textContent()).toBe('');

    await page.reload();
    await page.getByRole('heading', { name: 'Vad vill du läsa?' }).waitFor();
    expect(await page.locator('.part').count()).toBe(0);
    expect(readings).toHaveLength(1);
    expect(complaints).toEqual([]);
    await context.close();
  });

  it('says in the line and in the part who did not answer, and asks it again', async () => {
    await running.councils.setFault(addresses.vasterbotten, { kind: 'hang' });
    const { page, context, complaints } = await open();
    await page.getByRole('button', { name: 'Diagnoser', exact: true }).click();
    const part = page.getByRole('region', { name: 'Diagnoser' });
    await titlesOn(page).first().waitFor();
    await page.locator('.coverage__source[data-kind="slow"]', { hasText: umea }).waitFor();
    await part.getByText(/^Region Västerbotten.* dröjer och har inte svarat än\.$/).waitFor();
    await page.locator('.coverage__source[data-kind="failed"]', { hasText: umea }).waitFor();
    await part.getByText(/^Region Västerbotten.* svarade inte i tid\.$/).waitFor();
    await part.getByText(/^Region Västernorrland, arkiv.* levererar inte diagnoser\.$/).waitFor();

    await running.councils.setFault(addresses.vasterbotten, undefined);
    await page.getByRole('button', { name: /^Fråga Region Västerbotten.* igen$/ }).click();
    await page.locator('.coverage__source[data-kind="answered"]', { hasText: umea }).waitFor();
    await part.getByText(/^Från .*Region Västerbotten/).waitFor();
    expect(complaints).toEqual([]);
    await context.close();
  });

  it('never says that there is nothing, and fits a narrow phone, in English too', async () => {
    const { page, context, complaints } = await open({ viewport: { width: 320, height: 700 } });
    await page.getByRole('button', { name: 'English' }).click();
    await page.getByRole('button', { name: 'Pregnancy' }).click();
    const part = page.getByRole('region', { name: 'Pregnancy' });
    await part.getByText(/^No information from maternity care found at Region Norrbotten/).waitFor();
    await part.getByText(/^Region Västerbotten.* does not deliver information from maternity care\.$/).waitFor();
    await page.getByText(/^(All \d+ sources have|The source has) answered\.$/).waitFor();
    expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);

    await page.getByRole('button', { name: 'Fetch more' }).click();
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /^Care contacts/ })
      .click();
    await page.getByRole('list', { name: 'Care contacts, latest first' }).waitFor();
    expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
    await page.getByText('Filter', { exact: true }).click();
    await page.getByLabel('Search what has been fetched').fill('finns inte någonstans');
    await page
      .getByText(/^\d+ items are hidden by filters\.$/)
      .first()
      .waitFor();
    expect(complaints).toEqual([]);
    await context.close();
  });
});
