import type { Route } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hasChromium, startBrowser, type TestBrowser, type Visit } from '../../support/browser.ts';
import { assignments } from '../../support/portal-client.ts';
import { type RunningBridge, startRunningBridge } from '../../support/running-bridge.ts';

const officer: Visit = { who: 'demo-sakerhet', assignment: assignments.logs };
const manager: Visit = { who: 'demo-chef', assignment: assignments.management };
const engineer: Visit = { who: 'demo-integration', assignment: assignments.operations };
const colleague: Visit = { who: 'demo-sekreterare', assignment: assignments.office };

/** Pages with the calls without which they have nothing to show. */
const pages: readonly (readonly [path: string, calls: string, visit: Visit])[] = [
  ['/access-log/reviews', '**/api/access-log/**', officer],
  ['/access-log/emergencies', '**/api/access-log/emergencies', officer],
  ['/access-log/refused', '**/api/access-log/refused', officer],
  ['/access-log/certificates', '**/api/access-log/certificates', officer],
  ['/access-log/integrity', '**/api/access-log/**', officer],
  ['/access-log/exports', '**/api/access-log/exports', officer],
  ['/directory', '**/api/directory/**', colleague],
  ['/directory/units/SE2321000230-DEMOMED', '**/api/directory/**', colleague],
  ['/follow-up', '**/api/follow-up/**', manager],
  ['/follow-up/comparisons', '**/api/follow-up/**', manager],
  ['/follow-up/deliveries', '**/api/follow-up/**', manager],
  ['/follow-up/definitions', '**/api/follow-up/**', manager],
  ['/operations', '**/api/ops/**', engineer],
  ['/operations/alerts', '**/api/ops/alerts', engineer],
  ['/operations/messages', '**/api/ops/**', engineer],
  ['/operations/jobs', '**/api/ops/jobs', engineer],
  ['/operations/certificates', '**/api/ops/**', engineer],
  ['/operations/unmaskings', '**/api/ops/unmaskings', engineer],
];

const problem = { title: 'Databasen svarar inte, på prov.', code: 'STORE_UNAVAILABLE', status: 503 };

describe.skipIf(!hasChromium())('when the bridge is slow and then fails', () => {
  let running: RunningBridge;
  let browser: TestBrowser;

  beforeAll(async () => {
    [running, browser] = await Promise.all([startRunningBridge(), startBrowser()]);
  });
  afterAll(async () => {
    await Promise.all([browser?.close(), running?.close()]);
  });

  it.each(pages)(
    '%s claims nothing meanwhile, says what went wrong, and works afterwards',
    async (path, calls, visit) => {
      const { page, context, url, complaints } = await browser.visit(running, visit);
      await page.getByRole('heading', { level: 1 }).waitFor();
      const held: Route[] = [];
      const asked = Promise.withResolvers<void>();
      let fails = false;
      const fail = (route: Route) => route.fulfill({ status: 503, json: problem });
      await page.route(calls, async (route) => {
        if (fails) return fail(route);
        held.push(route);
        asked.resolve();
      });
      const claims = () =>
        page
          .locator('main')
          .getByText(/^(Ingen|Inga|Inget) /)
          .allTextContents();
      await page.goto(url + path);
      await asked.promise;
      await page.locator('main').waitFor();
      expect(await claims()).toEqual([]);

      fails = true;
      for (const route of held) await fail(route);
      const alert = page.getByRole('alert').filter({ hasText: problem.title });
      await alert.first().waitFor();
      expect(await claims()).toEqual([]);

      await page.unroute(calls);
      const again = alert.getByRole('button', { name: 'Försök igen' });
      if ((await again.count()) > 0) await again.first().click();
      else await page.reload();
      await alert.first().waitFor({ state: 'hidden' });
      await page.getByRole('heading', { level: 1 }).waitFor();
      expect(complaints.filter((complaint) => !complaint.includes('status of 503'))).toEqual([]);
      await context.close();
    },
  );
});
