import AxeBuilder from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { texts } from '../../../src/portal/operations/alerts/texts.ts';
import { impactTexts } from '../../../src/portal/operations/certificates/impact-texts.ts';
import { texts as mapTexts } from '../../../src/portal/operations/map/texts.ts';
import { hasChromium, phone, startBrowser, type TestBrowser } from '../../support/browser.ts';
import { assignments } from '../../support/portal-client.ts';
import { addresses, type RunningBridge, startRunningBridge } from '../../support/running-bridge.ts';
import { diagnosisPath, soapHeaders, soapRequest } from '../../support/soap-messages.ts';

const text = texts.sv;

describe.skipIf(!hasChromium())('an engineer who is woken', () => {
  let running: RunningBridge;
  let browser: TestBrowser;

  beforeAll(async () => {
    const change = (config: { operations: { alerts: object } }): void => {
      config.operations.alerts = { everyMs: 200, holdMs: 200, goneMs: 800 };
    };
    [running, browser] = await Promise.all([startRunningBridge({ change }), startBrowser()]);
  });
  afterAll(async () => {
    await Promise.all([browser?.close(), running?.close()]);
  });

  const ask = () =>
    running.call('ehr-norrbotten', diagnosisPath, {
      headers: soapHeaders,
      body: soapRequest({ id: '191212121212', address: addresses.vasterbotten }),
    });
  const askTimes = async (times: number) => {
    for (let n = 0; n < times; n++) await ask();
  };
  const visit = (path: string, context = {}) =>
    browser.visit(running, { who: 'demo-integration', assignment: assignments.operations, path, context });
  const findings = async (page: Page) => {
    const axe = new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa']);
    return (await axe.analyze()).violations.map(({ id, nodes }) => [id, nodes[0]?.html]);
  };

  it('sees what care notices, whom to ring and who has it, and the alert end when the system answers again', async () => {
    const { page, context, complaints } = await visit('/operations/alerts', { viewport: phone });
    await page.getByText(text.none).first().waitFor();
    await running.councils.setFault(addresses.vasterbotten, { kind: 'http500' });
    await askTimes(3);
    const alert = page.getByRole('article', { name: /frågorna till Region Västerbotten, NCS Cross/ });
    await alert.waitFor();
    await alert.getByText(/Vårdpersonal ser inte uppgifter från Region Västerbotten/).waitFor();
    expect(await alert.getByRole('link', { name: '0980-319 212' }).getAttribute('href')).toBe('tel:0980319212');
    await page.getByRole('link', { name: 'Larm (1)' }).waitFor();
    await alert.getByRole('button', { name: text.take }).click();
    expect(await findings(page)).toEqual([]);
    await alert.getByRole('button', { name: text.save }).click();
    await alert.getByText(text.noteNeeded).waitFor();
    await alert.getByLabel(text.note).fill('Ringer förvaltningen.');
    await page.keyboard.press('Enter');
    await alert.getByText(/Demo.*Ringer förvaltningen\./).waitFor();

    await running.councils.setFault(addresses.vasterbotten, undefined);
    await askTimes(4);
    await page.getByRole('row', { name: /frågorna till Region Västerbotten, NCS Cross/ }).waitFor();
    await page.getByText(text.none).first().waitFor();
    expect(await alert.count()).toBe(0);
    expect(await findings(page)).toEqual([]);
    expect(complaints).toEqual([]);
    await context.close();
  }, 90_000);

  it('sees which certificates end when, what rests on them, and what record systems have shown', async () => {
    await askTimes(1);
    const { page, context, complaints } = await visit('/operations/certificates');
    const server = page.getByRole('row', { name: /Bryggans, mot dem som anropar/ });
    await server.getByText(/3 anropande system, 4 källor, \d+ kontrakt/).click();
    await server.getByText('Journalsystem Västerbotten (demo)').first().waitFor();
    await page.getByRole('row', { name: /DEMOEHR.*Anropande system/ }).waitFor();
    await page.getByRole('row', { name: /DEMONCS.*Journalsystem/ }).waitFor();
    await page.getByRole('row', { name: /Senare.*[1-9]/ }).waitFor();
    await page.getByText(impactTexts.sv.noRotations).waitFor();
    await page.getByLabel(impactTexts.sv.of).fill('dev e-id function ca v1');
    await page.keyboard.press('Enter');
    const stopped = page.getByRole('row', { name: /Journalsystem Norrbotten \(demo\).*\d.*Nej/ });
    await stopped.waitFor();
    await page.getByText(/anrop om dagen skulle sluta gå/).waitFor();
    expect(await findings(page)).toEqual([]);
    await page.getByLabel(impactTexts.sv.of).fill('0badc0de');
    await page.keyboard.press('Enter');
    await page.getByText(impactTexts.sv.unknown('0badc0de')).waitFor();
    expect(await page.getByText('DEMOINT').count()).toBe(0);
    expect(await findings(page)).toEqual([]);
    expect(complaints).toEqual([]);
    await context.close();
  }, 90_000);

  it('sees who talks to whom, how much and how it goes, drawn and in words, on a phone too', async () => {
    await askTimes(1);
    const { page, context, complaints } = await visit('/operations/map', { viewport: phone });
    const drawing = page.getByRole('group', { name: mapTexts.sv.drawing });
    await drawing.getByText('Vårdkatalogen').waitFor();
    expect(await page.evaluate('document.documentElement.scrollWidth <= window.innerWidth')).toBe(true);
    const caller = page.getByRole('row', { name: /Journalsystem Norrbotten.*Bryggan/ });
    await caller.getByText(/[1-9]\d* anrop/).waitFor();
    expect(await findings(page)).toEqual([]);
    await drawing.getByRole('link', { name: /Norrbotten, VAS/ }).click();
    await page.getByRole('heading', { level: 1, name: 'Region Norrbotten, VAS (demo)' }).waitFor();
    expect(complaints).toEqual([]);
    await context.close();
  }, 90_000);
});
