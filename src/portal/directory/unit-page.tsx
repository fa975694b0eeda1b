import { Alert, Heading, Link, Paragraph } from '@digdir/designsystemet-react';
import { lazy, Suspense } from 'react';
import { useParams } from 'react-router';
import type { Address, CareType, CountyCode, ShownUnit } from '../../faces/portal-api/shapes/directory.ts';
import { usePageTitle } from '../shell/page-title.ts';
import { useTexts } from '../texts/language.tsx';
import { useDirectory } from './audience.ts';
import { CardButtons } from './card-buttons.tsx';
import { unitCard } from './contact-card.ts';
import { Facts } from './facts.tsx';
import { Hours } from './hours.tsx';
import { HsaId } from './hsa-id.tsx';
import { OpeningNow } from './opening-now.tsx';
import { phoneLinks } from './phone-link.tsx';
import { PlaceInOrganisation } from './place-in-organisation.tsx';
import { Shown } from './shown.tsx';
import { StaleNote } from './stale-note.tsx';
import { texts } from './texts.ts';
import { PersonLink, UnitLink } from './unit-links.tsx';
import { useDay } from './use-day.ts';
import { webAddress } from './web-address.ts';

const CountyMap = lazy(() => import('./map/county-map.tsx'));

export default function UnitPage() {
  const { hsaId = '' } = useParams();
  const asked = useDirectory<ShownUnit>(`/units/${encodeURIComponent(hsaId)}`);
  return <Shown asked={asked}>{(unit) => <Unit unit={unit} />}</Shown>;
}

/** What one wants of a unit: to ring it, to know whether it is open, to get there, and where it belongs. */
function Unit({ unit }: { readonly unit: ShownUnit }) {
  const text = useTexts(texts);
  const day = useDay();
  usePageTitle(unit.name);
  return (
    <>
      <div>
        <Heading level={1}>{unit.name}</Heading>
        <Paragraph className="hit__about">
          {[...new Set([...unit.businessTypes, ...unit.activityNames])].join(', ')}
        </Paragraph>
        {!unit.closed && <OpeningNow hours={unit.openingHours} />}
      </div>
      <StaleNote age={unit} />
      {unit.closed && (
        <Alert data-color="warning">
          {unit.closedFrom && unit.closedFrom <= new Date().toISOString()
            ? text.closedFrom(day(unit.closedFrom))
            : text.closed}
        </Alert>
      )}
      {unit.description && <Paragraph>{unit.description}</Paragraph>}
      <div className="directory__sheet">
        <div className="stack">
          <Contact unit={unit} />
          <Times unit={unit} />
          <Finding unit={unit} />
        </div>
        <div className="stack">
          <PlaceInOrganisation unit={unit} />
          <About unit={unit} />
          <CardButtons card={unitCard(unit)} hsaId={unit.hsaId} />
        </div>
      </div>
    </>
  );
}

function Contact({ unit }: { readonly unit: ShownUnit }) {
  const { unit: text } = useTexts(texts);
  const web = webAddress(unit.web);
  return (
    <Facts
      title={text.contact}
      none={text.noContact}
      facts={[
        [text.phone, phoneLinks(unit.phones)],
        [text.colleaguesPhone, phoneLinks(unit.internalPhones)],
        [text.switchboard, phoneLinks(unit.switchboard ? [unit.switchboard] : [])],
        ...unit.functions.map(({ name, phones }) => [name, phoneLinks(phones)] as const),
        [text.mail, unit.mail && <Link href={`mailto:${encodeURI(unit.mail)}`}>{unit.mail}</Link>],
        [text.web, web && <Link href={web}>{web}</Link>],
      ]}
    />
  );
}

function Times({ unit }: { readonly unit: ShownUnit }) {
  const text = useTexts(texts);
  const kinds = ['openingHours', 'telephoneHours', 'dropInHours', 'visitingHours'] as const;
  const told = kinds.filter((kind) => unit[kind].length > 0);
  if (told.length === 0) return null;
  return (
    <Facts
      title={text.unit.hours}
      facts={told.map((kind) => [text.unit[kind], <Hours key={kind} hours={unit[kind]} />])}
    >
      <Paragraph data-size="sm">{text.holidays}</Paragraph>
    </Facts>
  );
}

function Finding({ unit }: { readonly unit: ShownUnit }) {
  const { unit: text } = useTexts(texts);
  const { position } = unit;
  return (
    <Facts
      title={text.finding}
      facts={[
        [text.visitingAddress, addressText(unit.visitingAddress)],
        [text.route, unit.route],
        [text.postalAddress, addressText(unit.postalAddress)],
        [text.position, position && `N ${position.north}, E ${position.east}`],
      ]}
    >
      {position && (
        <Suspense>
          <CountyMap county={countyOf(unit)} points={[{ ...unit, ...position }]} />
        </Suspense>
      )}
    </Facts>
  );
}

function About({ unit }: { readonly unit: ShownUnit }) {
  const { unit: text, careTypes } = useTexts(texts);
  const { manager, careUnit, careProvider } = unit;
  const isKnownType = (type: string): type is CareType => type in careTypes;
  return (
    <Facts
      title={text.about}
      facts={[
        [text.alsoCalled, unit.alternativeNames.join(', ')],
        [text.activities, unit.activityNames.join(', ')],
        [text.businessTypes, unit.businessTypes.join(', ')],
        [text.careTypes, unit.careTypes.map((type) => (isKnownType(type) ? careTypes[type] : type)).join(', ')],
        [text.manager, manager && <PersonLink person={manager} />],
        [text.careUnit, unit.isCareUnit ? text.isCareUnit : careUnit && <UnitLink unit={careUnit} />],
        [
          text.careProvider,
          unit.isCareProvider ? text.isCareProvider : careProvider && <UnitLink unit={careProvider} />,
        ],
        [text.orgNo, unit.orgNo],
        [text.hsaId, <HsaId key="hsaId" hsaId={unit.hsaId} />],
      ]}
    />
  );
}

function addressText(address: Address | undefined): string | undefined {
  if (!address) return undefined;
  const { lines, postalCode = '', town } = address;
  const place = [postalCode.replace(/^(\d{3})(\d{2})$/, '$1 $2'), town].filter(Boolean).join(' ');
  return [...lines, place].filter(Boolean).join(', ');
}

function countyOf({ countyCode }: ShownUnit): CountyCode | undefined {
  return (['25', '24', '22'] as const).find((code) => code === countyCode);
}
