import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { DOMParser } from '@xmldom/xmldom';
import { type ComponentType, createElement, type ReactElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { contracts } from '../../../src/contracts/index.ts';
import alert from '../../../src/portal/parts/alert.tsx';
import answer from '../../../src/portal/parts/answer.tsx';
import carePlan from '../../../src/portal/parts/care-plan.tsx';
import diagnosis from '../../../src/portal/parts/diagnosis.tsx';
import ItemDetail from '../../../src/portal/parts/item-detail.tsx';
import laboratory from '../../../src/portal/parts/laboratory/laboratory.tsx';
import listPart from '../../../src/portal/parts/list-part.tsx';
import maternity from '../../../src/portal/parts/maternity.tsx';
import medication from '../../../src/portal/parts/medication.tsx';
import note from '../../../src/portal/parts/note.tsx';
import observation from '../../../src/portal/parts/observation.tsx';
import type { PartProps } from '../../../src/portal/parts/part.ts';
import request from '../../../src/portal/parts/request.tsx';
import { byThread } from '../../../src/portal/parts/threads.ts';
import timeline from '../../../src/portal/parts/timeline.tsx';
import { type InformationType, informationTypes, typeOf } from '../../../src/portal/records/information-type.ts';
import type { Item } from '../../../src/portal/records/item.ts';
import { itemsOf } from '../../../src/portal/records/items.ts';
import { terms } from '../../../src/portal/records/terms.ts';
import { timeText } from '../../../src/portal/records/time.ts';
import { storyRecords } from '../../support/world-records.ts';
import { shown, shownAs } from '../records/shown-record.ts';

// Drawn without a browser, which would have one.
beforeAll(() => vi.stubGlobal('DOMParser', DOMParser));
afterAll(() => vi.unstubAllGlobals());

const now = '20261120120000';
const views: Partial<Record<InformationType, ComponentType<PartProps>>> = {
  alert,
  diagnosis,
  medication,
  contact: timeline,
  note,
  laboratory,
  'care-plan': carePlan,
  maternity,
  observation,
  imaging: answer,
  ecg: answer,
  referral: answer,
  request,
};

/** As many as stand in the document whole. */
const some = 50;

function itemsOfType(type: InformationType): readonly Item[] {
  return contracts
    .filter(({ id }) => typeOf(id) === type)
    .flatMap((contract) => storyRecords(contract).map((record) => shownAs(contract, record)))
    .flatMap((record) => itemsOf(record, now))
    .slice(0, some);
}

/** What it stands there as: earlier ones of a thread, and visits of a pregnancy, by their day. */
function nameOf(item: Item, among: readonly Item[]): string {
  const isEarlier = !byThread(among, ({ group }) => group === 'chronic' || group === 'current').some(
    ({ latest }) => latest === item,
  );
  const isVisit = item.type === 'maternity' && item.group === 'check-up';
  if ((isEarlier || isVisit) && item.time) return timeText(item.time.slice(0, 8));
  return item.term ? terms.sv[item.term] : item.title;
}

const open = () => undefined;
const drawn = (type: InformationType, items: readonly Item[]) =>
  markupOf(createElement(views[type] ?? listPart, { items, open }));

function markupOf(element: ReactElement): string {
  return renderToStaticMarkup(createElement(QueryClientProvider, { client: new QueryClient() }, element));
}

describe.each(informationTypes)('the part for %s', (type) => {
  const items = itemsOfType(type);

  it('shows every item of the demo’s records', () => {
    const html = drawn(type, items);
    expect(html).not.toContain('undefined');
    expect(items.length).toBeGreaterThan(0);
    const missing = items.filter((item) => !html.includes(escaped(nameOf(item, items))));
    expect(missing.map(({ title }) => title)).toEqual([]);
  });

  it('shows what cannot be read, and says so', () => {
    const [contract] = contracts.filter(({ id }) => typeOf(id) === type);
    const html = drawn(type, itemsOf(shown(contract?.id ?? 'x:1', { strange: true }), now));
    expect(html).toContain('Uppgiften går inte att visa');
    expect(html).toContain('Går inte att visa');
  });

  it('shows hostile text as text', () => {
    const hostile = '<script>alert(1)</script>';
    const html = drawn(
      type,
      items.slice(0, 3).map((item) => ({ ...item, title: hostile, term: undefined, summary: hostile })),
    );
    expect(html).not.toContain('<script');
  });

  it('has the full detail of each', () => {
    for (const item of items.slice(0, 10)) {
      const html = markupOf(createElement(ItemDetail, { item, close: open }));
      for (const { value, term } of [...item.details, ...item.origin])
        if (!term) expect(html).toContain(escaped(value));
    }
  });
});

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#x27;');
}

describe('medicines', () => {
  const html = drawn('medication', itemsOfType('medication'));

  it('say where orders come from and what is not among them', () => {
    expect(html).toContain('recept och uttag finns i Nationella läkemedelslistan');
  });
});
