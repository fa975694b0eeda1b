import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hasChromium, startBrowser, type TestBrowser } from '../../support/browser.ts';
import { assignments } from '../../support/portal-client.ts';
import { type RunningBridge, startRunningBridge } from '../../support/running-bridge.ts';

describe.skipIf(!hasChromium())('the frame of the portal', () => {
  let running: RunningBridge;
  let browser: TestBrowser;

  beforeAll(async () => {
    [running, browser] = await Promise.all([startRunningBridge(), startBrowser()]);
  });
  afterAll(async () => {
    await Promise.all([browser?.close(), running?.close()]);
  });

  it('greets in Swedish and switches to English, without anything from elsewhere', async () => {
    const { page, context, complaints, url } = await browser.visit(running);
    const asked: string[] = [];
    context.on('request', (request) => asked.push(new URL(request.url()).origin));
    await page.getByRole('heading', { name: 'Logga in' }).waitFor();
    await page.getByRole('button', { name: 'English' }).click();
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
    expect(await page.locator('html').getAttribute('lang')).toBe('en');
    await page.reload();
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
    expect([...new Set(asked)]).toEqual([url]);
    expect(complaints).toEqual([]);
    await context.close();
  });

  it('is somebody’s once she has signed in and chosen', async () => {
    const { page, context, complaints } = await browser.visit(running, { who: 'demo-lakare' });
    await page.getByRole('heading', { name: 'Välj uppdrag' }).waitFor();
    await context.close();
    const chosen = await browser.visit(running, { who: 'demo-lakare', assignment: assignments.care });
    await chosen.page.getByRole('heading', { level: 1, name: /Medicinkliniken/ }).waitFor();
    expect([...complaints, ...chosen.complaints]).toEqual([]);
    await chosen.context.close();
  });

  it('asks again for a stylesheet whose connection broke', async () => {
    const { page, context } = await browser.visit(running);
    await page.route('**/assets/index-*.css', (route) => route.abort('connectionreset'), { times: 1 });
    const broken = page.waitForEvent('requestfailed', (request) => request.url().endsWith('.css'));
    await page.reload();
    await broken;
    // By itself a button is a line high; as it is styled a finger finds it.
    const english = page.getByRole('button', { name: 'English' });
    await expect.poll(async () => (await english.boundingBox())?.height ?? 0).toBeGreaterThan(24);
    await context.close();
  });
});
