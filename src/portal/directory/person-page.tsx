import { Heading, Link, Paragraph } from '@digdir/designsystemet-react';
import { useParams } from 'react-router';
import type { ShownPerson } from '../../faces/portal-api/shapes/directory.ts';
import { usePageTitle } from '../shell/page-title.ts';
import { useTexts } from '../texts/language.tsx';
import { useDirectory } from './audience.ts';
import { CardButtons } from './card-buttons.tsx';
import { personCard } from './contact-card.ts';
import { Facts } from './facts.tsx';
import { HsaId } from './hsa-id.tsx';
import { phoneLinks } from './phone-link.tsx';
import { Shown } from './shown.tsx';
import { StaleNote } from './stale-note.tsx';
import { texts } from './texts.ts';
import { UnitLinks } from './unit-links.tsx';

export default function PersonPage() {
  const { hsaId = '' } = useParams();
  const asked = useDirectory<ShownPerson>(`/people/${encodeURIComponent(hsaId)}`);
  return <Shown asked={asked}>{(person) => <Person person={person} />}</Shown>;
}

/** A colleague: how to reach her, what she is, where she works. */
function Person({ person }: { readonly person: ShownPerson }) {
  const { unit, person: text } = useTexts(texts);
  const { mail } = person;
  usePageTitle(person.name);
  return (
    <>
      <div>
        <Heading level={1}>{person.name}</Heading>
        <Paragraph className="hit__about">{person.title}</Paragraph>
      </div>
      <StaleNote age={person} />
      <Facts
        title={unit.contact}
        none={unit.noContact}
        facts={[
          [unit.colleaguesPhone, phoneLinks(person.internalPhones)],
          [unit.phone, phoneLinks(person.phones)],
          [unit.switchboard, phoneLinks(person.switchboard ? [person.switchboard] : [])],
          [unit.mail, mail && <Link href={`mailto:${encodeURI(mail)}`}>{mail}</Link>],
        ]}
      />
      <Facts
        title={text.about}
        facts={[
          [text.works, person.units.length > 0 ? <UnitLinks key="units" units={person.units} /> : text.worksNowhere],
          [text.profession, person.licences.join(', ')],
          [text.speciality, person.specialities.join(', ')],
          [text.position, person.positions.join(', ')],
          [unit.hsaId, <HsaId key="hsaId" hsaId={person.hsaId} />],
        ]}
      />
      <CardButtons card={personCard(person)} hsaId={person.hsaId} />
    </>
  );
}
