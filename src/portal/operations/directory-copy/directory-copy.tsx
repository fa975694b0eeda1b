import { Heading, Paragraph } from '@digdir/designsystemet-react';
import type { ShownDirectoryCopy } from '../../../faces/portal-api/shapes/directory-copy.ts';
import { Facts } from '../../common/facts.tsx';
import { useMoment } from '../../common/use-moment.ts';
import { usePolled } from '../../common/use-polled.ts';
import { ProblemNote } from '../../shell/problem-note.tsx';
import { useTexts } from '../../texts/language.tsx';
import { HeldBack } from './held-back.tsx';
import { texts } from './texts.ts';

/** Which generation of the copy is in force and how old it is; nothing where there is no copy. */
export function DirectoryCopy() {
  const text = useTexts(texts);
  const moment = useMoment();
  const { data, error } = usePolled<ShownDirectoryCopy>('/ops/directory-copy', 10_000);
  if (error) return <ProblemNote problem={error} />;
  if (!data?.copy) return null;
  const { active, asOf, lookedAt, fullAt, busy, held, rejectedAt } = data.copy.state;
  return (
    <section className="stack" aria-labelledby="directory-copy">
      <Heading id="directory-copy" level={2} data-size="xs">
        {text.title}
      </Heading>
      {active === undefined && <Paragraph>{text.none}</Paragraph>}
      <Facts
        facts={[
          [text.inForce, active !== undefined && text.generation(active)],
          [text.asOf, asOf && moment(asOf)],
          [text.looked, lookedAt && moment(lookedAt)],
          [text.full, fullAt && moment(fullAt)],
          [text.busy, busy && text.yes],
        ]}
      />
      {rejectedAt !== undefined && <Paragraph>{text.rejected}</Paragraph>}
      {held && <HeldBack key={held.id} generation={held} />}
    </section>
  );
}
