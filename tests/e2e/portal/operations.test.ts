import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { update1 } from '../../../src/contracts/engagement-index/update-1.ts';
import { description, transaction } from '../../engagements/samples.ts';
import { hasChromium, startBrowser, type TestBrowser } from '../../support/browser.ts';
import { testPki } from '../../support/certs.ts';
import { assignments, type PortalClient, signedIn } from '../../support/portal-client.ts';
import { addresses, type RunningBridge, startRunningBridge } from '../../support/running-bridge.ts';
import { askSecurity } from '../../support/security-calls.ts';
import { diagnosisPath, soapHeaders, soapRequest } from '../../support/soap-messages.ts';
import { type Subscriber, startSubscriber } from '../../support/subscriber.ts';

const [tolvan, ...others] = ['191212121212', '189002029800', '195104179816'] as const;
const patients = [tolvan, ...others];
const destination = 'index.regional';
const caller = 'SE2321000230-DEMOEHR';

describe.skipIf(!hasChromium())('the engineer at the portal', () => {
  let running: RunningBridge;
  let browser: TestBrowser;
  let subscriber: Subscriber;
  let engineer: PortalClient;

  beforeAll(async () => {
    subscriber = await startSubscriber(await testPki());
    const { url } = subscriber;
    // biome-ignore lint/suspicious/noExplicitAny: the file as it is before it is read.
    const change = (config: any): void => {
      Object.assign(config.deliveries, { firstWaitMs: 100, longestWaitMs: 500, probeMs: 500 });
      const filters = [{ serviceDomain: description, categorizations: [] }];
      config.engagements.subscribers = [{ name: 'regional', logicalAddress: 'SE-REGIONAL', url, filters }];
    };
    [running, browser] = await Promise.all([startRunningBridge({ change }), startBrowser()]);
    engineer = await signedIn(running, 'demo-integration', assignments.operations);
  });
  afterAll(async () => {
    await Promise.all([browser?.close(), running?.close()]);
    await subscriber?.close();
  });

  async function visit(path: string) {
    const who = { who: 'demo-integration', assignment: assignments.operations };
    const visited = await browser.visit(running, { ...who, path });
    visited.page.setDefaultTimeout(12_000);
    return visited;
  }

  const search = async (filter: object) =>
    (await engineer.post('/ops/messages/search', { filter: { destination, ...filter } })).body;

  /** So many messages that the subscriber will not take; each of a group of its own. */
  async function deadMessages(count: number): Promise<void> {
    subscriber.answer(413);
    const businessObjectInstanceIdentifier = randomUUID();
    const engagementTransaction = patients
      .slice(0, count)
      .map((registeredResidentIdentification) =>
        transaction({ registeredResidentIdentification, businessObjectInstanceIdentifier }),
      );
    await askSecurity(running, 'ehr-norrbotten', update1, { engagementTransaction });
    await expect.poll(async () => (await search({ state: 'dead' })).total, { timeout: 15_000 }).toBe(count);
  }

  it('finds out why a source is missing, from the id of a call to the log, and that it works again', async () => {
    await running.councils.setFault(addresses.norrbotten, { kind: 'http500' });
    const body = soapRequest({ id: tolvan });
    const { headers } = await running.call('ehr-norrbotten', diagnosisPath, { headers: soapHeaders, body });
    const id = String(headers['x-skltp-correlation-id']);
    await expect.poll(async () => (await engineer.get(`/ops/trace/${id}`)).body.missing.length).toBe(2);
    const { page, context, complaints } = await visit('/operations/trace');
    await page.getByLabel('Anropets id').fill(tolvan);
    await page.keyboard.press('Enter');
    await page.getByText('Det ser ut som ett personnummer').waitFor();
    expect(page.url()).not.toContain(tolvan);
    await page.getByLabel('Anropets id').fill(id);
    await page.keyboard.press('Enter');
    const missing = page.getByRole('region', { name: 'Källor som saknas i svaret' });
    await missing.getByText('Region Norrbotten, VAS (demo) sade nej').waitFor();
    await missing.getByText('levererar inte GetDiagnosis:2').waitFor();
    const steps = page.getByRole('region', { name: 'Steg för steg' });
    for (const step of ['soap GetDiagnosis:2', 'Vägval', 'Fråga till källan', 'Anrop till källan', 'Åtkomstloggen'])
      await steps.getByText(step).first().waitFor();
    await page.getByRole('region', { name: 'Åtkomstloggen' }).getByText('lämnades ut i delar').first().waitFor();
    expect(await page.content()).not.toContain(tolvan);

    await missing.getByRole('link', { name: 'Se källan' }).first().click();
    await page.getByRole('heading', { level: 1, name: /Norrbotten/ }).waitFor();
    await page.getByRole('button', { name: 'Prova nu' }).click();
    await page.getByText('Anslutningen fungerar inte').waitFor();
    await running.councils.setFault(addresses.norrbotten, undefined);
    await page.getByRole('button', { name: 'Prova nu' }).click();
    await page.getByText(/Provfråga: gick bra, GetDiagnosis:2/).waitFor();
    expect(complaints).toEqual([]);
    // What goes wrong on her own pages is a call like any other.
    await page.goto(new URL(`/operations/messages/${randomUUID()}`, page.url()).href);
    await page.getByRole('alert').getByText('NOT_FOUND').waitFor();
    await page.getByRole('alert').getByRole('link').click();
    await page.waitForURL(/\/operations\/trace\/./);
    await context.close();
  });

  it('sees what goes wrong as it does, and what is wrong now', async () => {
    const { page, context, complaints } = await visit('/operations');
    await page.getByRole('heading', { name: 'Drift just nu' }).waitFor();
    await page.getByText('Inget har gått fel medan sidan har lyssnat').waitFor();
    await running.councils.setFault(addresses.vasterbotten, { kind: 'http500' });
    const body = soapRequest({ id: tolvan });
    for (let call = 0; call < 3; call++)
      await running.call('ehr-norrbotten', diagnosisPath, { headers: soapHeaders, body });
    await running.councils.setFault(addresses.vasterbotten, undefined);
    const happens = page.getByRole('region', { name: 'Det som händer' });
    await happens.getByText('En källa svarade inte').first().waitFor();
    await page
      .getByRole('alert')
      .or(page.getByRole('status'))
      .getByText(/Västerbotten.*svarar/)
      .waitFor();
    await happens.getByRole('link').first().click();
    await page.getByRole('heading', { name: 'Steg för steg' }).waitFor();
    expect(complaints).toEqual([]);
    await context.close();
  });

  it('sends one dead message again, then many, after seeing what it would do; and finds the job again', async () => {
    await deadMessages(3);
    const { page, context, complaints } = await visit(`/operations/messages?destination=${destination}&state=dead`);
    await page.getByText('3 meddelanden').first().waitFor();
    await page.getByRole('checkbox').first().check();
    await page.getByRole('button', { name: 'Skicka de valda igen' }).click();
    await page.getByRole('dialog').getByText('1 meddelande skickas igen.').waitFor();
    subscriber.answer(200);
    await page.getByRole('button', { name: 'Skicka 1 meddelande igen' }).click();
    await page.getByText('Körningen har börjat').waitFor();
    await expect.poll(() => subscriber.told.length).toBe(1);
    await page.getByRole('dialog').getByRole('button', { name: 'Stäng' }).last().click();
    await page.getByText('2 meddelanden').first().waitFor();
    await page.getByRole('button', { name: 'Skicka alla igen' }).click();
    await page.getByLabel('Varför').fill('mottagaren är lagad');
    await page.getByRole('button', { name: 'Skicka 2 meddelanden igen' }).click();
    await page.getByText('Körningen har börjat').waitFor();
    await page.goto(page.url().replace(/\/operations.*/, '/'));
    await expect.poll(() => subscriber.told.length).toBe(3);
    await page.goto(page.url().replace(/\/$/, '/operations/jobs'));
    const row = page.getByRole('row').filter({ hasText: 'mottagaren är lagad' });
    await row.getByText('Omsändning klar').waitFor();
    expect(await row.textContent()).toContain('2 / 2');
    expect(await running.log({ action: 'message:replay' })).toHaveLength(2);
    expect(complaints).toEqual([]);
    await context.close();
  });

  it('sees why a message is where it is, without what is in it, and discards it for a reason', async () => {
    await deadMessages(1);
    const { page, context, complaints } = await visit('/operations/messages');
    await page.getByRole('row').getByRole('link').first().click();
    await page.getByText('Mottagaren tar aldrig emot detta').waitFor();
    await page.getByText('Ställdes åt sidan').waitFor();
    await page.getByText('•••• (12 characters)').first().waitFor();
    expect(await page.content()).not.toContain(tolvan);
    await page.getByRole('button', { name: 'Kassera' }).click();
    const confirm = page.getByRole('button', { name: 'Kassera 1 meddelande' });
    expect(await confirm.isDisabled()).toBe(true);
    await page.getByLabel('Varför').fill('redan skickat på annat sätt');
    await confirm.click();
    await page.getByText('Körningen har börjat').waitFor();
    await expect.poll(async () => (await search({ state: 'discarded' })).total).toBe(1);
    await page.getByRole('dialog').getByRole('button', { name: 'Stäng' }).last().click();
    await page.getByText('Innehållet är förstört').waitFor();
    expect(complaints).toEqual([]);
    await context.close();
  });

  it('stops a destination for a reason, and lets it go on', async () => {
    const { page, context } = await visit('/operations');
    await page.getByRole('button', { name: `Pausa ${destination}` }).click();
    await page.getByLabel('Varför').fill('byte av certifikat');
    await page.getByRole('dialog').getByRole('button', { name: 'Pausa' }).click();
    await page.getByText(/byte av certifikat/).waitFor();
    await page.getByRole('button', { name: `Återuppta ${destination}` }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Återuppta' }).click();
    await page.getByRole('button', { name: `Pausa ${destination}` }).waitFor();
    await context.close();
  });

  it('sees what is in a message once another has approved, and that is on the log as a reading', async () => {
    await deadMessages(1);
    const { messages } = await search({ state: 'dead' });
    const { page, context } = await visit(`/operations/messages/${messages[0].id}`);
    await page.getByRole('link', { name: 'Be om att få se innehållet' }).click();
    await page.getByLabel('Varför').fill('mottagaren säger att det är för stort');
    await page.getByRole('button', { name: 'Be om det' }).click();
    await page.getByText('Någon annan än du måste godkänna').waitFor();
    const second = await signedIn(running, 'demo-drift', assignments.operations);
    const { unmaskings } = (await second.get('/ops/unmaskings')).body;
    expect((await second.post(`/ops/unmaskings/${unmaskings[0].id}/approve`)).status).toBe(200);
    await page.getByRole('button', { name: 'Visa innehållet' }).click();
    await page.getByText(tolvan).waitFor();
    expect(await running.log({ action: 'message:unmask', patient: tolvan })).toHaveLength(1);
    await page.getByRole('button', { name: 'Göm igen' }).click();
    await page.getByRole('button', { name: 'Visa innehållet' }).waitFor();
    expect(await page.content()).not.toContain(tolvan);
    await context.close();
  });

  it('sees the next exchange between two systems once another has approved', async () => {
    const { page, context, complaints } = await visit('/operations/unmaskings');
    const ask = page.getByRole('button', { name: 'Be om det' });
    await page.getByLabel('Den som frågar').fill(caller);
    await page.getByLabel('Den som svarar').fill(addresses.norrbotten);
    await page.getByLabel('Antal utbyten').fill('21');
    await page.getByLabel('Varför').fill('svaret ser stympat ut');
    expect(await ask.isDisabled()).toBe(true);
    await page.getByLabel('Antal utbyten').fill('1');
    await ask.click();
    await page.getByText('Nu väntar det på att en annan tekniker godkänner.').waitFor();
    const second = await signedIn(running, 'demo-drift', assignments.operations);
    const { unmaskings } = (await second.get('/ops/unmaskings')).body;
    expect(unmaskings[0].subject).toEqual({
      kind: 'capture',
      consumer: caller,
      producer: addresses.norrbotten,
      exchanges: 1,
    });
    expect((await second.post(`/ops/unmaskings/${unmaskings[0].id}/approve`)).status).toBe(200);
    await running.call('ehr-norrbotten', diagnosisPath, { headers: soapHeaders, body: soapRequest({ id: tolvan }) });
    const asked = page.locator('.ds-card').filter({ hasText: 'svaret ser stympat ut' });
    await asked.getByRole('button', { name: 'Visa innehållet' }).click();
    await page.getByText('GetDiagnosisResponse').first().waitFor();
    expect(complaints).toEqual([]);
    await context.close();
  });
});
