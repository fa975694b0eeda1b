import type { Page } from 'playwright-core';
import { buildPortal } from '../scripts/build-portal.ts';
import { getDiagnosis2 } from '../src/contracts/index.ts';
import { desktop, hasChromium, startBrowser } from '../tests/support/browser.ts';
import { testPki } from '../tests/support/certs.ts';
import { assignments } from '../tests/support/portal-client.ts';
import { letRead, openPatient } from '../tests/support/portal-steps.ts';
import { addresses, startRunningBridge } from '../tests/support/running-bridge.ts';
import { startScriptedProducers } from '../tests/support/scripted-producers.ts';
import { recordsOf } from '../tests/support/world-records.ts';

const patient = '191212121212';
const records = 3_000;
/** From the last byte of the answer until the page has drawn what came. */
const openBoundMs = 1_000;
/** More frames than this, of a hundred, may not come later than on an empty page. */
const droppedBound = 0.1;

interface Scrolled {
  readonly frames: number;
  /** Share of frames that took more than one and a half times what a frame takes. */
  readonly dropped: number;
  readonly worstMs: number;
}

/**
 * A patient with 3,000 diagnoses in Chromium: how long after the answer the page has drawn them, and how many frames are
 * lost while they scroll by, against an empty page as tall in the same run. Exit code 1 beyond the bounds.
 */
export async function benchPortal(): Promise<number> {
  if (!hasChromium()) return 0;
  await buildPortal();
  const pki = await testPki();
  const producers = await startScriptedProducers(pki);
  const items = recordsOf(getDiagnosis2, addresses.norrbotten, records);
  producers.script(getDiagnosis2, new Map([[addresses.norrbotten, { kind: 'records', items }]]));
  const running = await startRunningBridge({
    pki,
    change: (config) => {
      const isOurs = ({ hsaId, source = hsaId }: { hsaId?: string; source?: string }) =>
        source === addresses.norrbotten;
      config.sources = config.sources.filter(isOurs).map((source: object) => ({ ...source, url: producers.url }));
      config.routes = config.routes.filter(isOurs);
    },
  });
  const browser = await startBrowser();
  try {
    await letRead(running, patient);
    const { page } = await browser.visit(running, { who: 'demo-lakare', assignment: assignments.care });
    await openPatient(page, patient);
    await page.getByRole('button', { name: /^Allt som finns/ }).waitFor();
    await page.evaluate(watchDrawing);
    await page.getByRole('button', { name: /^Allt som finns/ }).click();
    await page.getByText('3 000').first().waitFor();
    const opening = (await page.evaluate('untilDrawn()')) as { readonly afterMs: number; readonly bytes: number };
    const full = await scroll(page);
    await page.setContent('<div style="height: 200000px"></div>');
    const empty = await scroll(page);
    return tell(opening, full, empty);
  } finally {
    await browser.close();
    await running.close();
    await producers.close();
  }
}

function tell(opening: { readonly afterMs: number; readonly bytes: number }, full: Scrolled, empty: Scrolled): number {
  const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;
  process.stdout.write(
    [
      `${records} diagnoses, ${(opening.bytes / 1_000_000).toFixed(1)} MB: drawn ${opening.afterMs.toFixed(0)} ms after the last byte; bound ${openBoundMs}`,
      `scrolling through them: ${full.frames} frames, ${percent(full.dropped)} late, worst ${full.worstMs.toFixed(0)} ms`,
      `an empty page: ${empty.frames} frames, ${percent(empty.dropped)} late, worst ${empty.worstMs.toFixed(0)} ms`,
      '',
    ].join('\n'),
  );
  return opening.afterMs <= openBoundMs && full.dropped - empty.dropped <= droppedBound ? 0 : 1;
}

/** In the page: remembers when it last changed; drawn is the frame after a second in which nothing did. */
const watchDrawing = `
  let changedAt = 0;
  new MutationObserver(() => {
    requestAnimationFrame((at) => { changedAt = Math.max(changedAt, at); });
  }).observe(document.body, { subtree: true, childList: true, characterData: true, attributes: true });
  window.untilDrawn = async () => {
    const answer = () => performance.getEntriesByType('resource').find(({ name, responseEnd }) =>
      name.endsWith('/api/readings') && responseEnd > 0);
    const quiet = () => performance.now() - Math.max(changedAt, answer()?.responseEnd ?? Infinity) > 1000;
    while (!quiet()) await new Promise((resolve) => requestAnimationFrame(resolve));
    return { afterMs: Math.max(0, changedAt - answer().responseEnd), bytes: answer().decodedBodySize };
  };`;

/** Some screens by the wheel's pace, counting frames. */
async function scroll(page: Page): Promise<Scrolled> {
  await page.setViewportSize(desktop);
  const times = (await page.evaluate(`(async () => {
    scrollTo(0, 0);
    const times = [];
    for (let frame = 0; frame < 300; frame++) {
      times.push(await new Promise((resolve) => requestAnimationFrame(resolve)));
      scrollBy(0, 100);
    }
    return times;
  })()`)) as number[];
  const lengths = times.slice(1).map((at, index) => at - (times[index] ?? at));
  const frameMs = 1_000 / 60;
  return {
    frames: lengths.length,
    dropped: lengths.filter((length) => length > frameMs * 1.5).length / lengths.length,
    worstMs: Math.max(...lengths),
  };
}
