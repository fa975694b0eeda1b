import { describe, expect, it } from 'vitest';
import type { NewsDraft } from '../../../src/faces/portal-api/shapes/news.ts';
import { draftOf, emptyForm, formOf } from '../../../src/portal/news/write/form.ts';

const work: NewsDraft = {
  kind: 'maintenance',
  sv: { title: 'Underhåll', text: 'Text', effect: 'Dröjer' },
  en: { title: 'Maintenance', text: 'Text', effect: 'Slow' },
  regions: ['norrbotten'],
  audience: 'clinicians',
  affectsCare: true,
  sources: ['SE2321000222-DEMONCS'],
  from: '2026-05-10T08:00:12.345Z',
  begins: '2026-05-10T12:00:59.000Z',
  to: '2026-05-10T14:00:00.000Z',
};

describe('the fields of an item', () => {
  it('say what they were filled with, to the second', () => {
    expect(draftOf(formOf(work), work)).toEqual(work);
  });

  it('say what was changed in them', () => {
    const to = new Date('2026-05-10T15:30:00Z');
    const local = `2026-05-10T${String(to.getHours()).padStart(2, '0')}:30`;
    expect(draftOf({ ...formOf(work), to: local }, work)).toEqual({ ...work, to: to.toISOString() });
  });

  it('hold what their kind has and no more', () => {
    const news = draftOf({ ...formOf(work), kind: 'news', hasEnglish: false });
    expect(Object.keys(news ?? {}).sort()).toEqual(
      ['kind', 'sv', 'regions', 'audience', 'affectsCare', 'from', 'to'].sort(),
    );
    expect(news?.sv).toEqual({ title: 'Underhåll', text: 'Text' });
  });

  it('are nothing to send without their times', () => {
    const form = emptyForm('maintenance', new Date());
    expect(draftOf(form)).toBeDefined();
    for (const time of ['from', 'begins', 'to']) expect(draftOf({ ...form, [time]: '' })).toBeUndefined();
    expect(draftOf({ ...form, kind: 'operations', begins: '' })).toBeDefined();
  });
});
