import './directory.css';
import { lazy, useMemo, useState } from 'react';
import { Route, Routes } from 'react-router';
import type { DirectorySearch } from '../../faces/portal-api/shapes/directory.ts';
import { Area } from '../common/area.tsx';
import NotFound from '../shell/not-found.tsx';
import { useTexts } from '../texts/language.tsx';
import { DirectoryAddress } from './audience.ts';
import SearchPage from './search-page.tsx';
import { texts } from './texts.ts';
import { Searched } from './use-search.ts';

const UnitPage = lazy(() => import('./unit-page.tsx'));
const PersonPage = lazy(() => import('./person-page.tsx'));
const OrganisationPage = lazy(() => import('./organisation-page.tsx'));

/** The care directory: for colleagues, or for anyone where nobody has signed in and the installation allows it. */
export default function Directory({ isPublic = false }: { readonly isPublic?: boolean }) {
  const text = useTexts(texts);
  const [asked, ask] = useState<DirectorySearch>({ text: '' });
  const searched = useMemo(() => ({ asked, ask }), [asked]);
  const pages = [
    { path: '/directory', label: text.search.page },
    { path: '/directory/organisation', label: text.organisation.page },
    ...(isPublic ? [{ path: '/', label: text.signIn }] : []),
  ];
  return (
    <DirectoryAddress value={isPublic ? '/directory/public' : '/directory'}>
      <Searched value={searched}>
        <Area name={text.name} pages={pages}>
          <Routes>
            <Route index element={<SearchPage />} />
            <Route path="units/:hsaId" element={<UnitPage />} />
            {!isPublic && <Route path="people/:hsaId" element={<PersonPage />} />}
            <Route path="organisation" element={<OrganisationPage />} />
            <Route path="*" element={<NotFound />} />
          </Routes>
        </Area>
      </Searched>
    </DirectoryAddress>
  );
}
