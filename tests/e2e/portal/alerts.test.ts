import { copyFile, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hsa } from '../../../src/commands/hsa.ts';
import { texts } from '../../../src/portal/operations/alerts/texts.ts';
import { impactTexts } from '../../../src/portal/operations/certificates/impact-texts.ts';
import { texts as copyTexts } from '../../../src/portal/operations/directory-copy/texts.ts';
import { texts as mapTexts } from '../../../src/portal/operations/map/texts.ts';
import { foundByAxe } from '../../support/axe.ts';
import { hasChromium, phone, startBrowser, type TestBrowser } from '../../support/browser.ts';
import { assignments } from '../../support/portal-client.ts';
import { addresses, type RunningBridge, startRunningBridge } from '../../support/running-bridge.ts';
import { diagnosisPath, soapHeaders, soapRequest } from '../../support/soap-messages.ts';

const text = texts.sv;

describe.skipIf(!hasChromium())('an engineer who is woken', () => {
  let running: RunningBridge;
  let browser: TestBrowser;
  const demoDirectory = 'config/hsa/demo.ldif';
  const copied = join(tmpdir(), `norrbryggan-copied-${process.pid}.ldif`);

  beforeAll(async () => {
    await copyFile(demoDirectory, copied);
    const change = (config: { operations: { alerts: object }; directory: { copy?: object } }): void => {
      config.operations.alerts = { everyMs: 200, holdMs: 200, goneMs: 800 };
      const share = { percent: 5, objects: 2_000 };
      const each = { fullHours: 24, changesMinutes: 10, namesMinutes: 10, tooOldHours: 6 };
      config.directory.copy = { ...each, from: [`file:${copied}`], guard: { units: share, people: share } };
    };
    [running, browser] = await Promise.all([startRunningBridge({ change }), startBrowser()]);
  });
  afterAll(async () => {
    await Promise.all([browser?.close(), running?.close()]);
    await rm(copied, { force: true });
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
    await expect.poll(() => foundByAxe(page)).toEqual([]);
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
    await expect.poll(() => foundByAxe(page)).toEqual([]);
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
    await expect.poll(() => foundByAxe(page)).toEqual([]);
    await page.getByLabel(impactTexts.sv.of).fill('0badc0de');
    await page.keyboard.press('Enter');
    await page.getByText(impactTexts.sv.unknown('0badc0de')).waitFor();
    expect(await page.getByText('DEMOINT').count()).toBe(0);
    await expect.poll(() => foundByAxe(page)).toEqual([]);
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
    await expect.poll(() => foundByAxe(page)).toEqual([]);
    await drawing.getByRole('link', { name: /Norrbotten, VAS/ }).click();
    await page.getByRole('heading', { level: 1, name: 'Region Norrbotten, VAS (demo)' }).waitFor();
    expect(complaints).toEqual([]);
    await context.close();
  }, 90_000);

  it('decides about a change of the care directory that is held back, by name and with a reason', async () => {
    await expect.poll(() => command('status')).toContain('In force: generation 1');
    const people = (await readFile(demoDirectory, 'utf8')).split(/\n\n+/);
    await writeFile(copied, people.filter((entry) => !/objectClass: person/i.test(entry)).join('\n\n'));
    expect(await command('sync')).toMatch(/held back.*people and assignments are changed, gone or newly given/s);
    const { page, context, complaints } = await visit('/operations', { viewport: phone });
    const copyText = copyTexts.sv;
    const section = page.getByRole('region', { name: copyText.title });
    await section.getByText(copyText.generation(1)).waitFor();
    await section.getByText(copyText.held(2)).waitFor();
    await section.getByRole('row', { name: /Personer.*[1-9]/ }).waitFor();
    await section.getByRole('button', { name: copyText.reject }).click();
    await section.getByText(copyText.reasonNeeded).waitFor();
    await expect.poll(() => foundByAxe(page)).toEqual([]);
    expect(await page.evaluate('document.documentElement.scrollWidth <= window.innerWidth')).toBe(true);
    await section.getByLabel(copyText.reason).fill('Exporten var trasig.');
    await section.getByRole('button', { name: copyText.reject }).click();
    await section.getByText(copyText.rejected).waitFor();
    expect(await command('diff', '2')).toMatch(/rejected.*Exporten var trasig\./s);
    const [entry] = await running.log({ action: 'directory:reject' });
    expect(entry).toMatchObject({ actor: { hsaId: expect.stringContaining('DEMO') } });
    expect(complaints).toEqual([]);
    await context.close();

    await expect(command('import', demoDirectory)).rejects.toMatchObject({ code: 'COMMAND_INVALID' });
    const named = ['--as', 'SE2321000230-DEMOINT', '--reason', 'Exporten var trasig.'];
    await expect(command('import', 'units.xml', ...named)).rejects.toMatchObject({ code: 'COMMAND_INVALID' });
    expect(await command('import', demoDirectory, ...named)).toContain('Nothing has changed');
    const imports = await running.log({ action: 'directory:import' });
    expect(new Set(imports.map(({ actor }) => actor?.hsaId))).toEqual(new Set(['SE2321000230-DEMOINT']));
  }, 90_000);

  async function command(...words: string[]): Promise<string> {
    let written = '';
    const out = new Writable({
      write(chunk, _encoding, done) {
        written += String(chunk);
        done();
      },
    });
    await hsa(words, running.config, out);
    return written;
  }
});
