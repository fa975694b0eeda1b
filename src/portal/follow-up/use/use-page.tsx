import { Heading, Paragraph, Spinner } from '@digdir/designsystemet-react';
import { useState } from 'react';
import type { NamedFigures, Use } from '../../../faces/portal-api/shapes/follow-up.ts';
import { OneOf } from '../../common/one-of.tsx';
import { usePageTitle } from '../../shell/page-title.ts';
import { ProblemNote } from '../../shell/problem-note.tsx';
import { useTexts } from '../../texts/language.tsx';
import { MergersNote } from '../mergers-note.tsx';
import { SaveCsv } from '../save-csv.tsx';
import { texts as common } from '../texts.ts';
import { useFollowUp } from '../use-follow-up.ts';
import { Sources } from './sources.tsx';
import { texts } from './texts.ts';
import { UseTables } from './use-tables.tsx';

const uses: readonly Use[] = ['overview', 'consent', 'emergency', 'refused'];
/** No contract is called so; '' is what came without one. */
const anyContract = 'any';

/** What the bridge has counted of itself. */
export default function UsePage() {
  const text = useTexts(texts);
  const { waiting, noPatients, aboutHidden } = useTexts(common);
  usePageTitle(text.title);
  const { data, error } = useFollowUp<NamedFigures>('use');
  return (
    <div className="page stack">
      <Heading level={1}>{text.title}</Heading>
      <Paragraph>{noPatients}</Paragraph>
      {error && <ProblemNote problem={error} />}
      {!data && !error && <Spinner aria-label={waiting} />}
      {data && (
        <>
          <Chosen figures={data} />
          <Sources figures={data} />
          <Paragraph data-size="sm">{aboutHidden}</Paragraph>
          <SaveCsv path="/follow-up/use/csv" name={text.file} />
        </>
      )}
    </div>
  );
}

function Chosen({ figures }: { readonly figures: NamedFigures }) {
  const text = useTexts(texts);
  const [use, setUse] = useState<Use>('overview');
  const [contract, setContract] = useState(anyContract);
  const contracts = [...new Set(figures.use.flatMap((each) => (each.use === use ? (each.contract ?? []) : [])))];
  const counted = figures.use.filter(
    (each) => each.use === use && (contract === anyContract || each.contract === contract),
  );
  const choose = (chosen: Use) => {
    setUse(chosen);
    setContract(anyContract);
  };
  return (
    <>
      <div className="row follow-up-choices">
        <OneOf
          label={text.what}
          among={uses.map((each) => [each, text.use[each]] as const)}
          value={use}
          change={choose}
        />
        {contracts.length > 0 && (
          <OneOf
            label={text.contract}
            among={[
              [anyContract, text.allContracts] as const,
              ...contracts.toSorted().map((each) => [each, each || text.noContract] as const),
            ]}
            value={contract}
            change={setContract}
          />
        )}
      </div>
      <MergersNote mergers={figures.mergers} names={figures.names} />
      <UseTables what={text.use[use]} figures={figures} counted={counted} />
    </>
  );
}
