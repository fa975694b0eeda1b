import { Button, Heading, Paragraph, Spinner, Tag } from '@digdir/designsystemet-react';
import { useState } from 'react';
import type { DirectoryLevel } from '../../faces/portal-api/shapes/directory.ts';
import { usePageTitle } from '../shell/page-title.ts';
import { ProblemNote } from '../shell/problem-note.tsx';
import { useTexts } from '../texts/language.tsx';
import { useDirectory } from './audience.ts';
import { StaleNote } from './stale-note.tsx';
import { texts } from './texts.ts';
import { UnitLink } from './unit-links.tsx';

/** Care providers, and below each its units, opened level by level. */
export default function OrganisationPage() {
  const { organisation } = useTexts(texts);
  usePageTitle(organisation.page);
  return (
    <div className="page directory stack">
      <Heading level={1}>{organisation.page}</Heading>
      <Paragraph>{organisation.text}</Paragraph>
      <Level path="/tree" />
    </div>
  );
}

function Level({ path }: { readonly path: string }) {
  const text = useTexts(texts);
  const { data: level, error, refetch } = useDirectory<DirectoryLevel>(path);
  if (error) return <ProblemNote problem={error} again={() => void refetch()} />;
  if (!level) return <Spinner aria-label={text.loading} data-size="sm" />;
  return (
    <>
      <StaleNote age={level} />
      {level.more && <Paragraph data-size="sm">{text.organisation.more}</Paragraph>}
      <ul className="tree">
        {level.units.map((unit) => (
          <Branch key={unit.hsaId} unit={unit} />
        ))}
      </ul>
    </>
  );
}

function Branch({ unit }: { readonly unit: DirectoryLevel['units'][number] }) {
  const { organisation } = useTexts(texts);
  const [isOpen, open] = useState(false);
  return (
    <li>
      <div className="tree__row">
        {unit.hasUnits ? (
          <Button
            icon
            variant="tertiary"
            data-size="sm"
            aria-expanded={isOpen}
            aria-label={organisation.show(unit.name)}
            onClick={() => open(!isOpen)}
          >
            {isOpen ? '−' : '+'}
          </Button>
        ) : (
          <span className="tree__leaf" />
        )}
        <UnitLink unit={unit} />
        {unit.isCareUnit && <Tag data-size="sm">{organisation.careUnit}</Tag>}
      </div>
      {isOpen && <Level path={`/tree/${encodeURIComponent(unit.hsaId)}`} />}
    </li>
  );
}
