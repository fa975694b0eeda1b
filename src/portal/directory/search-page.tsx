import { Alert, Button, Heading, Paragraph, Textfield } from '@digdir/designsystemet-react';
import { lazy, Suspense, useContext, useState } from 'react';
import type { Hits } from '../../faces/portal-api/shapes/directory.ts';
import { usePageTitle } from '../shell/page-title.ts';
import { ProblemNote } from '../shell/problem-note.tsx';
import { useTexts } from '../texts/language.tsx';
import { useIsPublic } from './audience.ts';
import { Filters } from './filters.tsx';
import { HitList } from './hit-list.tsx';
import { StaleNote } from './stale-note.tsx';
import { texts } from './texts.ts';
import { Searched, useFound, useSettled } from './use-search.ts';

const FoundOnMap = lazy(() => import('./map/found-on-map.tsx'));

/** One field; what is found stands below it while one writes, with what to ring. */
export default function SearchPage() {
  const text = useTexts(texts);
  usePageTitle(text.name);
  const isPublic = useIsPublic();
  const { asked, ask } = useContext(Searched);
  const settled = useSettled(asked);
  const { data: found, error, refetch } = useFound(settled);
  const [mapShown, showMap] = useState(() => matchMedia('(width >= 64rem)').matches);
  return (
    <div className="page directory">
      <Heading level={1}>{text.name}</Heading>
      <search className="directory__search">
        <Textfield
          type="search"
          label={isPublic ? text.search.labelPublic : text.search.label}
          description={isPublic ? text.search.helpPublic : text.search.help}
          value={asked.text}
          onChange={({ target }) => ask({ ...asked, text: target.value, page: 1 })}
          autoComplete="off"
          spellCheck={false}
          maxLength={200}
          autoFocus
        />
        <Filters asked={asked} ask={ask} />
      </search>
      <div className={mapShown ? 'directory__found directory__found--with-map' : 'directory__found'}>
        <section aria-labelledby="hits" className="stack">
          <div className="row directory__heading">
            <Heading level={2} data-size="2xs" id="hits" aria-live="polite">
              {found?.kind === 'hits' ? headingOf(found) : text.search.results}
            </Heading>
            <Button variant="tertiary" data-size="sm" onClick={() => showMap(!mapShown)}>
              {mapShown ? text.search.hideMap : text.search.showMap}
            </Button>
          </div>
          {error && <ProblemNote problem={error} again={() => void refetch()} />}
          {found?.kind === 'personal-number' && <Alert data-color="warning">{text.search.personalNumber}</Alert>}
          {!found && !error && <Paragraph>{text.loading}</Paragraph>}
          {found?.kind === 'hits' && (
            <>
              <StaleNote age={found} />
              {found.peopleMissing && <Alert data-color="warning">{text.search.peopleMissing}</Alert>}
              {found.total === 0 && <Paragraph>{text.search.noneText}</Paragraph>}
              <HitList hits={found.hits} />
              {found.hits.some((hit) => hit.kind === 'unit' && hit.openingHours.length > 0) && (
                <Paragraph data-size="sm">{text.holidays}</Paragraph>
              )}
              {found.more && <Paragraph>{text.search.narrow}</Paragraph>}
              <Pages found={found} to={(page) => ask({ ...asked, page })} />
            </>
          )}
        </section>
        {mapShown && (
          <Suspense>
            <FoundOnMap asked={settled} />
          </Suspense>
        )}
      </div>
    </div>
  );

  function headingOf({ total, more }: Hits): string {
    return total === 0 ? text.search.none : text.search.hits(total, more);
  }
}

function Pages({ found: { page, pages }, to }: { readonly found: Hits; readonly to: (page: number) => void }) {
  const { search } = useTexts(texts);
  if (pages === 1) return null;
  const go = (where: number) => () => {
    to(where);
    scrollTo({ top: 0 });
  };
  return (
    <nav className="row" aria-label={search.results}>
      <Button variant="secondary" data-size="sm" disabled={page === 1} onClick={go(page - 1)}>
        {search.earlier}
      </Button>
      <span>{search.pageOf(page, pages)}</span>
      <Button variant="secondary" data-size="sm" disabled={page === pages} onClick={go(page + 1)}>
        {search.later}
      </Button>
    </nav>
  );
}
